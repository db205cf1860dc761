// SPDX-License-Identifier: BSL-1.0
// Each option of a schema by itself, entered into a draft: what it sets, and whose members it may name.
#include <recto/schema/definition.hpp>
#include <support/test.hpp>

#include <array>
#include <cstdint>
#include <string>

namespace {

struct Post {
  std::int64_t id{};
  std::string title{};
  std::string kind{};
};
struct Other {
  std::int64_t id{};
};

struct drafted {
  std::array<recto::field, 3> fields{};
  recto::detail::table_draft draft{};
};

template <class Option>
constexpr drafted entered(Option const& option) {
  drafted result{};
  result.draft = {.fields = result.fields.data(), .count = result.fields.size()};
  option.enter(result.draft);
  result.draft.fields = nullptr;
  return result;
}

static_assert(entered(recto::table("posts")).draft.name == "posts");
static_assert(entered(recto::prefix("blog")).draft.prefix == "blog");
static_assert(entered(recto::timestamps).draft.timestamps);
static_assert(!entered(recto::table("posts")).draft.timestamps && !entered(recto::table("posts")).draft.declares_key);

static_assert(entered(recto::primary_key<&Post::title, &Post::kind>).draft.declares_key);
static_assert(!entered(recto::primary_key<&Post::title, &Post::kind>).fields[0].is_key);
static_assert(entered(recto::primary_key<&Post::title, &Post::kind>).fields[1].is_key);
static_assert(entered(recto::primary_key<&Post::title, &Post::kind>).fields[2].is_key);
static_assert(entered(recto::primary_key<>).draft.declares_key);

static_assert(!entered(recto::virtual_field<&Post::kind>).fields[2].is_stored);
static_assert(entered(recto::virtual_field<&Post::kind>).fields[1].is_stored);
static_assert(entered(recto::redacted<&Post::title, &Post::kind>).fields[1].is_redacted);
static_assert(entered(recto::redacted<&Post::title, &Post::kind>).fields[2].is_redacted);
static_assert(!entered(recto::redacted<&Post::title>).fields[2].is_redacted);
static_assert(entered(recto::read_after_writes<&Post::kind>).fields[2].is_read_back);
static_assert(entered(recto::source<&Post::kind>("type")).fields[2].column == "type");
static_assert(entered(recto::source<&Post::kind>("type")).fields[2].name.empty());

// joined by |, in any order; the last word counts
static_assert(entered(recto::prefix("a") | recto::table("b") | recto::timestamps).draft.name == "b");
static_assert(entered(recto::prefix("a") | recto::table("b") | recto::timestamps).draft.prefix == "a");
static_assert(entered(recto::prefix("a") | recto::table("b") | recto::timestamps).draft.timestamps);
static_assert(entered(recto::table("a") | recto::table("b")).draft.name == "b");
static_assert(entered(recto::table("a") | (recto::prefix("p") | recto::redacted<&Post::id>)).fields[0].is_redacted);

// whose members
template <class T, class Option>
constexpr bool concerns(Option) {
  return Option::template concerns<T>;
}
static_assert(concerns<Post>(recto::table("x")) && concerns<Other>(recto::table("x")));
static_assert(concerns<Post>(recto::primary_key<>) && concerns<Post>(recto::timestamps));
static_assert(concerns<Post>(recto::redacted<&Post::title>) && !concerns<Other>(recto::redacted<&Post::title>));
static_assert(!concerns<Post>(recto::primary_key<&Post::id, &Other::id>));
static_assert(!concerns<Post>(recto::table("x") | recto::source<&Other::id>("y") | recto::timestamps));
static_assert(concerns<Post>(recto::foreign_key<&Post::title, &Other::id>));
static_assert(!concerns<Other>(recto::foreign_key<&Post::title, &Other::id>));
static_assert(!concerns<Other>(recto::join_through<&Post::title>("posts_tags")));

}  // namespace

TEST_CASE("an option can be kept as a value") {
  static constexpr auto usual = recto::timestamps | recto::prefix("blog");
  CHECK(entered(recto::table("posts") | usual).draft.prefix == "blog");
}
