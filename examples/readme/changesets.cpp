// SPDX-License-Identifier: BSL-1.0
// What docs/changesets.md says; it runs without a database.
#include <recto/changeset/format.hpp>
#include <recto/recto.hpp>
#include <recto/types/json.hpp>

#include <cstdio>

using namespace recto;

namespace {

int failures = 0;
void expect(std::string const& said, std::string_view expected) {
  if (said == expected) return;
  std::printf("%s\nand not\n%s\n", said.c_str(), std::string(expected).c_str());
  ++failures;
}

std::string used{};
void use(std::string_view text) { used.append(text).append(" "); }
void warn(std::string_view text) { used.append("unknown ").append(text).append(" "); }

struct Member {
  std::int64_t id{};
  std::string name{};
  std::string email{};
  std::optional<std::int32_t> age{};
  std::vector<std::string> topics{};
  std::string password{};
  std::string password_hash{};

  static consteval auto schema() {
    return table("members") | virtual_field<&Member::password> | redacted<&Member::password, &Member::password_hash>;
  }
};

// A form that is no table.
struct Search {
  std::string words{};
  std::int32_t page = 1;
};

changeset<Member> hash_password(changeset<Member> cs) {
  if (auto const* password = cs.get_change<&Member::password>(); cs.valid() && password)
    cs.put<&Member::password_hash>("hashed:" + std::to_string(password->size()));
  return cs;
}

changeset<Member> registration(Member member, params const& given) {
  return cast(std::move(member), given, permit<&Member::name, &Member::email, &Member::age, &Member::password>)
       | validate_required<&Member::name, &Member::email, &Member::password>()
       | validate_format<&Member::email, R"(^[^\s@]+@[^\s@]+\z)">({.message = "must be an address"})
       | validate_length<&Member::password>({.min = 8}) | validate_confirmation<&Member::password>()
       | validate_number<&Member::age>({.greater_than = 0, .less_than = 150}) | unique_constraint<&Member::email>()
       | hash_password;
}

std::optional<std::string> no_shouting(std::string const& name) {
  if (name.find('!') != name.npos) return "must not shout";
  return std::nullopt;
}

auto constrained(changeset<Member> cs) {
  return std::move(cs) | unique_constraint<&Member::email>()                      // members_email_index
       | unique_constraint<&Member::email, &Member::name>({.error_key = "base"})  // members_email_name_index
       | check_constraint<&Member::age>("age_is_positive", {.message = "must be positive"})
       | unique_constraint<&Member::name>({.name = "_name_index", .match = match::suffix});  // of any partition
}

void reading() {
  std::vector<std::string> const header{"name", "age"};
  std::vector<std::string> const cells{"Ada", "36"};
  std::vector<std::pair<std::string, std::string>> const parts{{"name", "Ada"}};

  params const given{{"name", "Ada"},
                     {"age", 36},
                     {"address", params{{"city", "London"}}},
                     {"tags", params::list{"a", "b"}},
                     {"note", nullptr}};

  std::expected<params, error> form = params::from_form("name=Ada&address[city]=London&tags[]=a&tags[]=b");
  std::expected<params, error> json = params::from_json(R"({"name": "Ada", "age": 36})");  // recto/types/json.hpp
  std::expected<params, error> row = params::from_row(header, cells);  // ranges of text; an empty optional is null
  std::expected<params, error> fields = params::from_fields(parts);    // pairs that are decoded already (multipart)

  if (auto city = given.find_path({"address", "city"})) use(city->text());
  for (param_view tag : *given.find("tags")) use(tag.text());
  for (std::string_view key : given.unknown_keys({"name", "age"})) warn(key);
  params const signed_in = given.with("user_id", 7);

  expect(used, "London a b unknown address unknown note unknown tags ");
  expect(form && json && row && fields && signed_in.contains("user_id") ? "read" : "not read", "read");
}

void casting() {
  Member const stored{.id = 7, .name = "Ada", .email = "ada@x.org", .age = 36};
  params const given{{"name", "Ada"}, {"age", ""}, {"email", "ada@y.org"}, {"password_hash", "stolen"}};

  changeset<Member> cs = cast(stored, given, permit<&Member::name, &Member::email, &Member::age>);
  expect(debug_string(cs),
         "#changeset<Member action: none, changes: {email: \"ada@y.org\", age: null}, errors: {}, valid: true>");
  for (std::string_view key : cs.unknown_params()) warn(key);  // password_hash

  cast_options const options{.empty_values = {"", "none"}, .force_changes = true};
  changeset<Member> forced = cast(stored, given, permit<&Member::name>, options);
  expect(forced.changed_fields().size() == 1 ? "name" : "", "name");
}

void changing() {
  Member const ada{.id = 7, .name = "Ada", .age = 36};

  changeset<Member> cs = change(ada) | put<&Member::name>("Ada L.") | put<&Member::age>(std::nullopt);
  cs.update_change<&Member::name>([](std::string const& name) { return name + " King"; });

  if (cs.changed<&Member::name>({.from = "Ada"})) use(cs.get_field<&Member::name>());  // Ada L. King
  if (auto const* age = cs.get_change<&Member::age>()) use(*age ? "known" : "cleared");
  std::expected<Member, changeset<Member>> made = apply_action(cs, action::update);

  expect(made && made->name == "Ada L. King" && !made->age ? "made" : "not made", "made");
}

void refusing() {
  auto bad = registration({}, {{"name", " "}, {"email", "ada"}, {"age", "12abc"}, {"password", "short"}});
  auto errors = errors_on(bad);
  for (std::string const& message : errors["password"].messages()) use(message);

  field_error const first = bad.errors_of<&Member::password>().front();
  expect(first.message(), "should be at least %{count} character(s)");
  expect(first.meta("kind").text() + " " + first.meta("count").to_string(), "min 8");
  expect(first.to_string(), "should be at least 8 character(s)");

  auto german = traverse_errors(bad, [](field_error const& problem) {
    return problem.meta("validation") == "length" ? problem.interpolated("braucht %{count} Zeichen")
                                                  : problem.to_string();
  });
  expect(german["password"].messages().front(), "braucht 8 Zeichen");

  expect(errors.to_string(), R"x({password: ["should be at least 8 character(s)"], email: ["must be an address"], )x"
                             "name: [\"can't be blank\"], age: [\"is invalid\"]}");
}

void validating() {
  auto cs = change(Member{}) | put<&Member::name>("Ada!") | validate_change<&Member::name>(no_shouting)
          | validate_length<&Member::topics>({.max = 3, .message = {"are %{how}", {{"how", "too many"}}}})
          | validate_acceptance("terms_of_service");
  expect(
      debug_string(cs),
      R"(#changeset<Member action: none, changes: {name: "Ada!"}, errors: {name: ["must not shout"]}, valid: false>)");
  expect(constrained(change(Member{})).constraints().back().name, "members_email_index");

  auto search = cast(Search{}, {{"words", "c++"}, {"page", "2"}}, permit<&Search::words, &Search::page>)
              | validate_required<&Search::words>() | validate_number<&Search::page>({.greater_than = 0});
  if (auto asked = apply_action(search, action::insert)) use(asked->words);
}

}  // namespace

int main() {
  reading();
  casting();
  changing();
  refusing();
  validating();
  return failures;
}
