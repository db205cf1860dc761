// SPDX-License-Identifier: BSL-1.0
#include <recto/pg/conninfo.hpp>
#include <support/test.hpp>

#include <cstdlib>
#include <string>

using recto::detail::check_conninfo;

namespace {

std::string refusal_of(std::string const& conninfo) {
  try {
    check_conninfo(conninfo);
  } catch (recto::error const& error) {
    CHECK(error.kind() == recto::error_kind::connection);
    CHECK(!error.hint().empty());
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("what libpq understands passes") {
  for (char const* conninfo :
       {"", "blog", "host=/tmp dbname=blog", "postgresql:///blog",
        "postgres://ada:pw@localhost:5432/blog?sslmode=require", "postgresql://ada:p%40ss%2Fw@localhost/blog",
        "postgresql:///blog?host=/tmp&user=ada@tenant", "password='my \\'secret' user=ada",
        "postgresql://a:b?c@localhost/blog", "host=@abstract"}) {
    INFO(conninfo);
    CHECK(refusal_of(conninfo) == "");
  }
}

TEST_CASE("what it does not understand is refused without showing any of it") {
  for (char const* conninfo :
       {"postgresql://ada:sec@ret@localhost/blog", "postgresql://ada:sec/ret@localhost/blog",
        "mysql://ada:secret@localhost/blog", "mysql://ada:secret@localhost/blog?x=1", "postgre://ada:secret@localhost",
        "ada:secret@localhost/blog", "password=my secret", "password=my secret=x", "user=ada password='secret",
        "password=secret hots=x", "postgresql://localhost/blog?secret=1",
        "postgresql://ada:sec?ret@localhost:secret/blog", "host=x port=secret",
        "postgresql://ada:secret@localhost/blog?wrong=1", "postgresql://ada@[secret/blog", "host=sec@ret",
        "passwrod=secret=1 x", "password=a secret_word=x"}) {
    std::string const said = refusal_of(conninfo);
    INFO(conninfo << " -> " << said);
    CHECK(said.starts_with("the connection string is malformed: "));
    CHECK(said.find("sec") == std::string::npos);
    CHECK(said.find("ret ") == std::string::npos);
    CHECK(said.find('\n') == std::string::npos);
  }
  CHECK(refusal_of(std::string("a\0b", 3)) != "");
}

TEST_CASE("the keyword is named where it cannot be a piece of a password") {
  CHECK(refusal_of("hots=localhost dbname=x").find("\"hots\"") != std::string::npos);
  CHECK(refusal_of("dbname=x hots=localhost password=p").find("\"hots\"") != std::string::npos);
  CHECK(refusal_of("password=p hots=localhost").find("hots") == std::string::npos);
  CHECK(refusal_of("postgresql://a:b@c/d?hots=1").find("hots") == std::string::npos);
}

TEST_CASE("several hosts are noticed, wherever they are named") {
  unsetenv("PGHOST");
  unsetenv("PGHOSTADDR");
  unsetenv("PGSERVICE");
  CHECK(!check_conninfo("").several_hosts);
  CHECK(!check_conninfo("host=a").several_hosts);
  CHECK(check_conninfo("host=a,b").several_hosts);
  CHECK(check_conninfo("postgresql://a,b/x").several_hosts);
  CHECK(check_conninfo("service=x").several_hosts);
  setenv("PGHOST", "a,b", 1);
  CHECK(check_conninfo("dbname=x").several_hosts);
  CHECK(!check_conninfo("host=a").several_hosts);
  unsetenv("PGHOST");
}
