// SPDX-License-Identifier: BSL-1.0
// A PostgreSQL server of a test's own, to be killed: in a temporary folder, reached by its UNIX socket, and by password
// only. Needs PostgreSQL's server programs; started as root, the server runs as `postgres`, or else as `nobody`.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>

namespace recto::test {

class own_server {
 public:
  own_server() {
    char folder[] = "/tmp/recto-own-XXXXXX";
    if (::mkdtemp(folder) == nullptr) throw std::runtime_error("there is no folder for the test's own server");
    home_ = folder;
    run("if [ $(id -u) = 0 ]; then chown $user $home; fi");
    run("echo sesame > $home/password; chmod 644 $home/password");
    run("as_server $bin/initdb -D $home/data -U tester -E UTF8 --locale=C.UTF-8 -A scram-sha-256"
        " --pwfile=$home/password --no-sync >/dev/null");
    start();
  }
  own_server(own_server const&) = delete;
  own_server& operator=(own_server const&) = delete;
  ~own_server() {
    std::system(
        (prelude() + "as_server $bin/pg_ctl -D $home/data -m immediate -w -t 20 -s stop; rm -rf $home").c_str());
  }

  void start() {
    run("as_server $bin/pg_ctl -D $home/data -l $home/data/log -w -t 60 -s"
        " -o \"-k $home -c listen_addresses= -c port=5432 -c fsync=off\" start >/dev/null 2>&1");
  }

  void stop() { run("as_server $bin/pg_ctl -D $home/data -m fast -w -t 60 -s stop"); }

  /// SIGKILL to the server and all of its processes, as a machine that loses power does it.
  void kill() {
    run("main=$(head -n 1 $home/data/postmaster.pid); kill -9 $main $(pgrep -P $main) 2>/dev/null;"
        " while kill -0 $main 2>/dev/null; do sleep 0.01; done");
  }

  std::string url(std::string const& password = "sesame") const {
    return "host=" + home_ + " port=5432 dbname=postgres user=tester password=" + password;
  }
  std::string const& home() const { return home_; }

 private:
  std::string prelude() const {
    return "cd /; home=" + home_
         + "; bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -n | tail -n 1);"
           " [ -x \"$bin/initdb\" ] || bin=$(pg_config --bindir); user=nobody; id postgres >/dev/null 2>&1 && "
           "user=postgres;"
           " as_server() { if [ $(id -u) = 0 ]; then setpriv --reuid $user --regid $(id -g $user) --init-groups"
           " --inh-caps=-all \"$@\"; else \"$@\"; fi; }; ";
  }

  void run(std::string const& command) {
    if (std::system((prelude() + command).c_str()) != 0)
      throw std::runtime_error("the test's own server: this failed: " + command);
  }

  std::string home_{};
};

}  // namespace recto::test
