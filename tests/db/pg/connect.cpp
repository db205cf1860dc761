// SPDX-License-Identifier: BSL-1.0
#include <recto/pg/connect.hpp>

#include "session.hpp"

using namespace recto::test;
using recto::error_kind;

namespace {

// The test server's connection string with one more keyword, which goes before what is there already.
std::string with(std::string const& keyword, std::string const& value) {
  std::string const url = database_url();
  if (url.find("://") == url.npos) return url + " " + keyword + "='" + value + "'";
  return url + (url.find('?') == url.npos ? "?" : "&") + keyword + "=" + value;
}

std::string show(recto::pg::connection& connection, char const* setting) {
  return connection.execute_unsafe(("SELECT current_setting('" + std::string(setting) + "')").c_str()).value(0, 0);
}

}  // namespace

TEST_CASE("settings reach the session") {
  recto::connection_settings how = settings();
  {
    recto::pg::connection connection(how);
    CHECK(show(connection, "client_encoding") == "UTF8");
    CHECK(show(connection, "application_name") == "recto");
  }
  how.application_name = "blog";
  how.search_path = "\"My Schema\", public";
  {
    recto::pg::connection connection(how);
    CHECK(show(connection, "application_name") == "blog");
    CHECK(show(connection, "search_path") == "\"My Schema\", public");
  }
  how.conninfo = with("application_name", "from_the_string");
  CHECK([&] {
    recto::pg::connection c(how);
    return show(c, "application_name");
  }() == "from_the_string");
  how.conninfo = with("client_encoding", "LATIN1");
  CHECK([&] {
    recto::pg::connection c(how);
    return show(c, "client_encoding");
  }() == "UTF8");
}

TEST_CASE("options in the connection string and the search path go together") {
  auto how = settings();
  bool const url = database_url().find("://") != std::string::npos;
  how.conninfo = with("options", url ? "-cwork_mem%3D5MB" : "-cwork_mem=5MB");
  how.search_path = "public";
  recto::pg::connection connection(how);
  CHECK(show(connection, "work_mem") == "5MB");
  CHECK(show(connection, "search_path") == "public");
}

TEST_CASE("a search path that is none is refused") {
  auto how = settings();
  how.search_path = "\"open";
  auto const error = error_of([&] { recto::pg::connection connection(how); });
  REQUIRE(error);
  CHECK_THAT(error->message(), contains("search path"));
}

TEST_CASE("a database that is not there") {
  auto how = settings();
  how.conninfo = with("dbname", "there_is_no_such_database");
  auto const error = error_of([&] { recto::pg::connection connection(how); });
  REQUIRE(error);
  CHECK(error->kind() == error_kind::connection);
  CHECK(error->sqlstate() == "3D000");
  CHECK_THAT(error->message(), contains("database \"there_is_no_such_database\" does not exist (3D000)"));
  CHECK_THAT(error->message(), contains("create the database"));
  CHECK(error->message().find('\n') == std::string::npos);
}

TEST_CASE("a user that is not there") {
  auto how = settings();
  how.conninfo = with("user", "there_is_no_such_user");
  auto const error = error_of([&] { recto::pg::connection connection(how); });
  REQUIRE(error);
  CHECK(error->kind() == error_kind::connection);
  CHECK_THAT(error->message(), contains("there_is_no_such_user"));
}

TEST_CASE("several hosts are tried in turn") {
  auto how = settings();
  recto::pg::connection first(how);
  std::string const host = PQhost(first.native());
  std::string const port = PQport(first.native());
  how.conninfo = "host=/there/is/no/such/folder," + host + " port=5432," + port + " dbname=" + PQdb(first.native())
               + " user=" + PQuser(first.native());
  recto::pg::connection second(how);
  CHECK(second.usable());
}
