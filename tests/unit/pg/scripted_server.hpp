// SPDX-License-Identifier: BSL-1.0
// A server that says what a test tells it to, in PostgreSQL's protocol, version 3 (manual, "Message Formats"), on a UNIX
// socket of its own. For what a real server cannot be made to say: wrong passwords where everybody is trusted, versions
// that are too old, silence.
#pragma once

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

namespace recto::test {

/// One client, seen from the server.
class scripted_session {
 public:
  explicit scripted_session(int descriptor) : descriptor_(descriptor) {}
  scripted_session(scripted_session const&) = delete;
  scripted_session& operator=(scripted_session const&) = delete;
  ~scripted_session() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  void send(char kind, std::string const& body) {
    std::string message(1, kind);
    append_number(message, static_cast<std::uint32_t>(body.size() + 4));
    message += body;
    if (::send(descriptor_, message.data(), message.size(), MSG_NOSIGNAL) < 0)
      throw std::runtime_error("client has gone");
  }
  void send_error(char kind, std::string const& severity, std::string const& state, std::string const& text) {
    send(kind, field('S', severity) + field('V', severity) + field('C', state) + field('M', text) + field('F', "auth.c")
                   + field('L', "334") + field('R', "auth_failed") + std::string(1, '\0'));
  }
  void ask_for_password() { send('R', std::string("\0\0\0\3", 4)); }
  void welcome(std::string const& version, std::string const& warning = "") {
    send('R', std::string(4, '\0'));
    if (!warning.empty()) send_error('N', "WARNING", "01000", warning);
    send('S', zero("server_version") + zero(version));
    send('S', zero("client_encoding") + zero("UTF8"));
    send('K', std::string("\0\0\0\1\0\0\0\2", 8));
    send('Z', "I");
  }
  void close() { ::close(std::exchange(descriptor_, -1)); }
  /// Waits for the startup packet, or for the end.
  void read_startup() { read(number() - 4); }
  /// Waits for one message.
  std::string read_message() {
    read(1);
    return read(number() - 4);
  }

 private:
  static std::string zero(std::string text) { return std::move(text) + '\0'; }
  static std::string field(char code, std::string const& text) { return code + zero(text); }
  static void append_number(std::string& out, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
  }
  std::uint32_t number() {
    std::uint32_t value = 0;
    for (char const c : read(4)) value = value << 8 | static_cast<unsigned char>(c);
    return value;
  }
  std::string read(std::size_t size) {
    std::string bytes(size, '\0');
    for (std::size_t at = 0; at < size;) {
      ssize_t const got = ::recv(descriptor_, bytes.data() + at, size - at, 0);
      if (got <= 0) throw std::runtime_error("client has gone");
      at += static_cast<std::size_t>(got);
    }
    return bytes;
  }

  int descriptor_;
};

/// Serves one client by `script`, then closes.
class scripted_server {
 public:
  explicit scripted_server(std::function<void(scripted_session&)> script) {
    std::string pattern = (std::filesystem::temp_directory_path() / "recto-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    folder_ = pattern;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    (folder_ + "/.s.PGSQL.5432").copy(address.sun_path, sizeof address.sun_path - 1);
    listening_ = ::socket(AF_UNIX, SOCK_STREAM, 0);
    if (::bind(listening_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || ::listen(listening_, 1) != 0)
      throw std::runtime_error("cannot listen");
    thread_ = std::thread([this, script = std::move(script)] {
      int const descriptor = ::accept(listening_, nullptr, nullptr);
      if (descriptor < 0) return;
      scripted_session session(descriptor);
      try {
        script(session);
      } catch (std::runtime_error const&) {
        // the client has gone; that is how most tests end
      }
    });
  }
  ~scripted_server() {
    ::shutdown(listening_, SHUT_RDWR);
    thread_.join();
    ::close(listening_);
    std::filesystem::remove_all(folder_);
  }
  scripted_server(scripted_server const&) = delete;
  scripted_server& operator=(scripted_server const&) = delete;

  std::string conninfo() const { return "host=" + folder_ + " port=5432 user=ada dbname=blog sslmode=disable"; }

 private:
  std::string folder_;
  int listening_ = -1;
  std::thread thread_;
};

}  // namespace recto::test
