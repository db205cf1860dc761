// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/debug_string.hpp>

#include "embeds.hpp"
#include "forms.hpp"

#include <recto/changeset/validate_length.hpp>
#include <recto/types/decimal.hpp>
#include <recto/types/json.hpp>

using namespace recto;
using namespace forms;

namespace {

struct Login {
  std::string name{};
  std::string secret{};
  static consteval auto schema() { return table("logins") | redacted<&Login::secret>; }
};
struct Device {
  std::string name{};
  embeds_one<Login> login{};
  embeds_many<Login> logins{};
};
changeset<Login> cast_login(Login login, params const& given) {
  return cast(std::move(login), given, permit<&Login::name, &Login::secret>)
       | validate_length<&Login::name>({.min = 3});
}
struct Opaque {
  int x{};
};
struct Account {
  std::int64_t id{};
  json<Login> login{};
  json<std::vector<Login>> logins{};
  std::optional<json<Login>> maybe{};
  boost::json::value doc{};
  Opaque opaque{};
  has_many<Comment> comments{};
  decimal balance{};
  static consteval auto schema() { return table("accounts") | virtual_field<&Account::opaque>; }
};

}  // namespace

TEST_CASE("debug_string: action, changes, errors") {
  CHECK(debug_string(change(Post{})) == "#changeset<Post action: none, changes: {}, errors: {}, valid: true>");
  auto cs = change(Post{.body = "not shown"}) | put<&Post::title>("A \"b\"\n") | put<&Post::upvotes>(3)
          | put<&Post::password>("hunter2") | put<&Post::kind>(kind::essay)
          | put<&Post::topics>(std::vector<std::string>{"x", "y"}) | put<&Post::published>(true)
          | validate_length<&Post::title>({.min = 9}) | add_error<&Post::title>("is dull");
  cs.set_action(action::insert);
  CHECK(debug_string(cs)
        == R"(#changeset<Post action: insert, changes: {title: "A \"b\"\n", upvotes: 3, published: true, kind: essay, )"
           R"(topics: ["x", "y"], password: **redacted**}, errors: {title: ["is dull", )"
           R"x("should be at least 9 character(s)"]}, valid: false>)x");
  CHECK(debug_string(change(Post{.upvotes = 3}) | put<&Post::upvotes>(std::nullopt))
        == "#changeset<Post action: none, changes: {upvotes: null}, errors: {}, valid: true>");
}

TEST_CASE("debug_string: values of every kind, and redacted ones however deep") {
  Login const login{.name = "ada", .secret = "hunter2"};
  auto const cs = change(Account{}) | put<&Account::login>(login)
                | put<&Account::logins>(json(std::vector<Login>{login})) | put<&Account::maybe>(json(login))
                | put<&Account::doc>(boost::json::value{{"a", 1}}) | force<&Account::opaque>(Opaque{})
                | force<&Account::comments>(has_many<Comment>{}) | put<&Account::balance>(decimal{"1.50"});
  std::string const text = debug_string(cs);
  CHECK(text
        == R"(#changeset<Account action: none, changes: {login: Login{name: "ada", secret: **redacted**}, )"
           R"(logins: [Login{name: "ada", secret: **redacted**}], maybe: Login{name: "ada", secret: **redacted**}, )"
           R"(doc: {"a":1}, opaque: #Opaque, comments: #association, balance: 1.50}, errors: {}, valid: true>)");
}

TEST_CASE("debug_string: neither params nor data are shown") {
  auto const cs = cast(Post{.body = "stored"}, {{"title", "a"}, {"card", "4111"}}, permit<&Post::title>);
  std::string const text = debug_string(cs);
  CHECK(text.find("4111") == std::string::npos);
  CHECK(text.find("stored") == std::string::npos);
  auto const refused = cast(Post{}, {{"password", params::list({"hunter2"})}}, permit<&Post::password>);
  CHECK(debug_string(refused)
        == R"(#changeset<Post action: none, changes: {}, errors: {password: ["is invalid"]}, valid: false>)");
}

TEST_CASE("debug_string: embedded structs print as their changesets, or as structs") {
  params const given{{"login", params{{"name", "ad"}, {"secret", "hunter2"}}},
                     {"logins", params::list{params{{"secret", "hunter2"}}, params{{"name", "eve"}}}}};
  auto const cs = cast(Device{}, given, permit<>) | cast_embed<&Device::login>(cast_login)
                | cast_embed<&Device::logins>(cast_login);
  CHECK(
      debug_string(cs)
      == R"x(#changeset<Device action: none, changes: {login: #changeset<Login action: insert, changes: )x"
         R"x({name: "ad", secret: **redacted**}, errors: {name: ["should be at least 3 character(s)"]}, valid: false>, )x"
         R"x(logins: [#changeset<Login action: insert, changes: {secret: **redacted**}, errors: {}, valid: true>, )x"
         R"x(#changeset<Login action: insert, changes: {name: "eve"}, errors: {}, valid: true>]}, errors: {}, valid: false>)x");
  Login const login{.name = "ada", .secret = "hunter2"};
  auto const whole = change(Device{.login = login}) | put<&Device::logins>(embeds_many<Login>{login})
                   | put<&Device::login>(std::nullopt);
  CHECK(
      debug_string(whole)
      == R"(#changeset<Device action: none, changes: {login: null, logins: [Login{name: "ada", secret: **redacted**}]}, )"
         R"(errors: {}, valid: true>)");
  CHECK(debug_string(change(Device{}) | put<&Device::login>(login))
        == R"(#changeset<Device action: none, changes: {login: Login{name: "ada", secret: **redacted**}}, errors: {}, )"
           R"(valid: true>)");
}
