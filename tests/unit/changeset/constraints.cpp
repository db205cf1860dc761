// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/constraints.hpp>

#include "forms.hpp"

using namespace recto;
using namespace forms;

namespace {

struct Membership {
  std::int64_t id{};
  std::int64_t organisation_id{};
  std::int64_t member_of_the_organisation_id{};
  std::int64_t responsible_person_id{};
  static consteval auto schema() {
    return table("memberships_of_organisations") | source<&Membership::organisation_id>("org");
  }
};

/// `unique exact posts_headline_index -> title: has already been taken {...}`
template <class T>
lines declared(changeset<T> const& of) {
  constexpr char const* how[] = {"exact", "prefix", "suffix"};
  lines out;
  for (declared_constraint const& one : of.constraints())
    out.push_back(std::string(name_of(one.kind)) + ' ' + how[static_cast<int>(one.match)] + ' ' + one.name + " -> "
                  + said(one.error));
  return out;
}

template <class Stage>
std::string one(Stage const& stage) {
  auto const cs = change(Post{}) | stage;
  CHECK(cs.valid());
  CHECK(cs.errors().empty());
  REQUIRE(cs.constraints().size() == 1);
  return declared(cs).front();
}

}  // namespace

TEST_CASE("constraints: names by default, messages, metadata") {
  // the column of `title` is "headline"
  CHECK(one(unique_constraint<&Post::title>())
        == "unique_constraint exact posts_headline_index -> title: has already been taken "
           "{constraint: unique, constraint_name: posts_headline_index}");
  CHECK(one(unique_constraint<&Post::body, &Post::title>())
        == "unique_constraint exact posts_body_headline_index -> body: has already been taken "
           "{constraint: unique, constraint_name: posts_body_headline_index}");
  CHECK(one(foreign_key_constraint<&Post::title>())
        == "foreign_key_constraint exact posts_headline_fkey -> title: does not exist "
           "{constraint: foreign, constraint_name: posts_headline_fkey}");
  CHECK(one(check_constraint<&Post::upvotes>("upvotes_are_positive"))
        == "check_constraint exact upvotes_are_positive -> upvotes: is invalid "
           "{constraint: check, constraint_name: upvotes_are_positive}");
  CHECK(one(check_constraint<&Post::upvotes>({.message = "must be positive"}))
        == "check_constraint exact posts_upvotes_check -> upvotes: must be positive "
           "{constraint: check, constraint_name: posts_upvotes_check}");
  CHECK(one(exclusion_constraint<&Post::title>())
        == "exclusion_constraint exact posts_headline_exclusion -> title: violates an exclusion constraint "
           "{constraint: exclusion, constraint_name: posts_headline_exclusion}");
}

TEST_CASE("constraints: options") {
  CHECK(one(unique_constraint<&Post::title>({.name = "other_index"}))
        == "unique_constraint exact other_index -> title: has already been taken "
           "{constraint: unique, constraint_name: other_index}");
  CHECK(one(unique_constraint<&Post::title>({.name = "posts_p", .match = match::prefix, .message = "is known"}))
        == "unique_constraint prefix posts_p -> title: is known {constraint: unique, constraint_name: posts_p}");
  CHECK(
      one(unique_constraint<&Post::title, &Post::body>({.name = "index", .match = match::suffix, .error_key = "body"}))
      == "unique_constraint suffix index -> body: has already been taken {constraint: unique, constraint_name: index}");
  CHECK(one(foreign_key_constraint<&Post::title>({.message = {"no %{what}", {{"what", "title"}}}, .error_key = "base"}))
        == "foreign_key_constraint exact posts_headline_fkey -> base: no %{what} "
           "{what: title, constraint: foreign, constraint_name: posts_headline_fkey}");
  CHECK(
      one(check_constraint<&Post::upvotes>({.name = "positive", .match = match::suffix, .message = "must be positive"}))
      == "check_constraint suffix positive -> upvotes: must be positive {constraint: check, constraint_name: "
         "positive}");
  CHECK(
      one(check_constraint<&Post::upvotes>("positive", {.message = "must be positive"}))
      == "check_constraint exact positive -> upvotes: must be positive {constraint: check, constraint_name: positive}");
  CHECK(one(exclusion_constraint<&Post::title>({.name = "no_overlap", .error_key = "period"}))
        == "exclusion_constraint exact no_overlap -> period: violates an exclusion constraint "
           "{constraint: exclusion, constraint_name: no_overlap}");
}

TEST_CASE("constraints: names are cut where PostgreSQL cuts them") {
  auto const cs = change(Membership{})
                | unique_constraint<&Membership::organisation_id, &Membership::member_of_the_organisation_id>()
                | foreign_key_constraint<&Membership::member_of_the_organisation_id>()
                | foreign_key_constraint<&Membership::responsible_person_id>();
  REQUIRE(cs.constraints().size() == 3);
  CHECK(cs.constraints()[0].name == "memberships_of_organisations_responsible_person_id_fkey");
  CHECK(cs.constraints()[1].name == "memberships_of_organisations_member_of_the_organisation_id_fkey");
  CHECK(cs.constraints()[1].name.size() == 63);
  CHECK(cs.constraints()[2].name == "memberships_of_organisations_org_member_of_the_organisation_id_");
  CHECK(cs.constraints()[2].name.size() == 63);
  CHECK(detail::default_constraint_name("t", {std::string(60, 'x')}, "fkey").size() == 63);
  CHECK(detail::default_constraint_name("t", {std::string(59, 'x') + "\u00e4"}, "fkey").size() == 63);
  CHECK(detail::default_constraint_name("t", {std::string(60, 'x') + "\u00e4"}, "fkey").size()
        == 62);  // not half of it
  CHECK(detail::default_constraint_name("t", {std::string(59, 'x') + "\u20ac"}, "fkey").size() == 61);
  // a name that is given is not cut
  std::string const name(80, 'x');
  CHECK((change(Membership{}) | unique_constraint<&Membership::id>({.name = name})).constraints()[0].name == name);
}

TEST_CASE("constraints: newest first") {
  auto const cs = change(Post{}) | unique_constraint<&Post::title>() | check_constraint<&Post::upvotes>("positive");
  REQUIRE(cs.constraints().size() == 2);
  CHECK(cs.constraints()[0].kind == constraint_kind::check);
  CHECK(cs.constraints()[1].kind == constraint_kind::unique);
}
