// SPDX-License-Identifier: BSL-1.0
// Several statements in one round trip, on a connection that can and on one that cannot.
#include <recto/repo/pipeline.hpp>

#include "rows.hpp"

using namespace recto::test;
using recto::error_kind;

namespace {

recto::statement const select_one("SELECT 1", nullptr, nullptr, 0);
recto::statement const select_two("SELECT 2", nullptr, nullptr, 0);

struct step {
  recto::statement const& of;
  char const* sql = "";
  std::int64_t row_count = 0;
  bool is_answered = false;
  bool fails = false;

  recto::statement const& which() const { return of; }
  recto::parameters values() const { return {}; }
  recto::detail::row_layout<fake_result> const& layout() const {
    static recto::detail::row_layout<fake_result> const none{};
    return none;
  }
  void take(fake_result const&) {
    if (fails) throw recto::error(error_kind::invalid_value, "bad");
  }
};

// Writes down what is done to it.
struct pipelining {
  using result = fake_result;
  fake_connection under;
  texts done{};

  explicit pipelining(fake_server const& server) : under(server.settings()) {}
  void enter_pipeline() { done.emplace_back("enter"); }
  void send(recto::statement const& one, recto::parameters values) {
    done.emplace_back(one.sql);
    under.send(one, values);
  }
  void sync() { done.emplace_back("sync"); }
  fake_result receive() {
    done.emplace_back("receive");
    return under.receive();
  }
  void leave_pipeline() { done.emplace_back("leave"); }
  fake_result execute(recto::statement const& one, recto::parameters values) {
    done.emplace_back("execute");
    return under.execute(one, values);
  }
};

struct two {
  fake_server server;
  step first{select_one};
  step second{select_two};
  std::vector<step*> steps{&first, &second};
  two() {
    server.respond = [](fake_call const&) { return fake_answer{.affected = 1}; };
  }
};

}  // namespace

TEST_CASE("everything is sent before the first is answered") {
  two of;
  pipelining connection(of.server);
  recto::detail::run_in_pipeline(connection, of.steps);
  CHECK(connection.done == texts{"enter", "SELECT 1", "SELECT 2", "sync", "receive", "receive", "leave"});
  CHECK(of.first.is_answered);
  CHECK(of.second.row_count == 1);
}

TEST_CASE("one alone needs no pipeline") {
  two of;
  pipelining connection(of.server);
  recto::detail::run_in_pipeline(connection, std::vector<step*>{&of.second});
  CHECK(connection.done == texts{"execute"});
}

TEST_CASE("a connection without a pipeline runs one after the other") {
  two of;
  fake_connection connection(of.server.settings());
  recto::detail::run_in_pipeline(connection, of.steps);
  CHECK(of.server.texts() == texts{"SELECT 1", "SELECT 2"});
}

TEST_CASE("after a failure the pipeline is left, and the error is the first one") {
  two of;
  pipelining connection(of.server);
  of.second.fails = true;
  CHECK_ERROR(invalid_value, recto::detail::run_in_pipeline(connection, of.steps));
  CHECK(connection.done.back() == "leave");
  CHECK(of.first.is_answered);
  CHECK_FALSE(of.second.is_answered);
}
