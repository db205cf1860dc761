// SPDX-License-Identifier: BSL-1.0
// A small reader of CSV files as RFC 4180 describes them: fields in double quotes may hold commas, line breaks and
// doubled quotes; lines end in LF or CRLF; the first record names the columns. As in PostgreSQL's COPY, an empty field
// without quotes is NULL and "" is the empty text. Every error says in which file and line it is.
#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace music_store::csv {

class error : public std::runtime_error {
 public:
  error(std::string const& file, std::size_t line, std::string const& problem)
      : std::runtime_error(file + ":" + std::to_string(line) + ": " + problem) {}
};

/// One field of a record: its text without the quotes, or nothing for NULL.
using cell = std::optional<std::string>;

struct record {
  std::size_t line = 0;  ///< where it begins: a quoted line break makes records longer than a line
  std::vector<cell> cells{};
};

struct table {
  std::string file{};
  std::vector<std::string> header{};
  std::vector<record> records{};
};

/// Takes a text apart, one record at a time.
class reader {
 public:
  reader(std::string_view text, std::string file) : rest_(text), file_(std::move(file)) {
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);  // the byte order mark that spreadsheets write
  }

  /// The next record, or nothing at the end of the file.
  std::optional<record> next() {
    if (rest_.empty()) return std::nullopt;
    record result{.line = line_};
    do {
      result.cells.push_back(rest_.starts_with('"') ? quoted() : plain());
    } while (take(','));
    end_of_line();
    return result;
  }

  std::size_t line() const { return line_; }

 private:
  cell plain() {
    std::string_view const text = rest_.substr(0, rest_.find_first_of(",\r\n\""));
    rest_.remove_prefix(text.size());
    if (rest_.starts_with('"')) fail("a quote inside a field that does not begin with one");
    return text.empty() ? cell{} : cell{text};
  }

  cell quoted() {
    std::size_t const began = line_;
    std::string text;
    take('"');
    while (true) {
      std::size_t const end = rest_.find('"');
      if (end == std::string_view::npos) throw error(file_, began, "the quote that begins here never ends");
      for (char const c : rest_.substr(0, end)) line_ += c == '\n';
      text += rest_.substr(0, end);
      rest_.remove_prefix(end + 1);
      if (!take('"')) return text;  // a doubled quote stands for one
      text += '"';
    }
  }

  void end_of_line() {
    if (rest_.empty()) return;  // the last line may lack its line break
    bool const carriage_return = take('\r');
    if (take('\n')) {
      ++line_;
    } else {
      fail(carriage_return ? "a carriage return without a line feed" : "text after the quote that ends a field");
    }
  }

  bool take(char wanted) {
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  [[noreturn]] void fail(char const* problem) const { throw error(file_, line_, problem); }

  std::string_view rest_;
  std::string file_;
  std::size_t line_ = 1;
};

/// A whole file in memory. Records may have more or fewer cells than the header.
inline table parse(std::string_view text, std::string file) {
  reader in(text, file);
  table result{.file = std::move(file)};
  std::optional<record> const header = in.next();
  if (!header) throw error(result.file, 1, "no header line");
  for (cell const& name : header->cells) result.header.push_back(name.value_or(""));
  while (std::optional<record> next = in.next()) result.records.push_back(std::move(*next));
  return result;
}

inline table read(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot open " + path.string());
  std::string text;
  char block[65536];
  while (in.read(block, sizeof block) || in.gcount() > 0) text.append(block, static_cast<std::size_t>(in.gcount()));
  if (in.bad() || std::filesystem::is_directory(path)) throw std::runtime_error("cannot read " + path.string());
  return parse(text, path.string());
}

}  // namespace music_store::csv
