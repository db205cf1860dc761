// SPDX-License-Identifier: BSL-1.0
#include <recto/query/column.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <type_traits>

using namespace recto;
using namespace blog;

namespace {

struct Loose {  // a struct without a table: its column is named as its member is
  int depth{};
};

template <class Column>
constexpr bool named(Column const&, std::string_view table, std::string_view name) {
  return Column::table() == table && Column::name == name;
}
static_assert(named(post::title, "posts", "title") && named(col<&Order::select>, "or\"der", "group"));
static_assert(named(col<&Loose::depth>, "Loose", "depth"));
constexpr auto parent = alias<Category, "parent">;
static_assert(named(parent[category::name], "parent", "name") && named(parent.col<&Category::id>, "parent", "id"));

static_assert(std::is_same_v<decltype(post::title)::value_type, std::string>);
static_assert(std::is_same_v<decltype(post::subtitle)::value_type, std::string>);  // optional is told apart
static_assert(std::is_same_v<decltype(post::subtitle)::member, std::optional<std::string>>);
static_assert(std::is_same_v<decltype(post::title)::owner, Post> && decltype(post::title)::pointer == &Post::title);
static_assert(std::is_same_v<decltype(parent[category::id]), decltype(parent[parent[category::id]])>);
static_assert(std::is_empty_v<decltype(post::title)>);

// NULL by its type, or by its source.
constexpr source_entry optional_posts[] = {{.key = key_of<Post>, .name = "posts", .is_nullable = true}};
constexpr source_entry plain_posts[] = {{.key = key_of<Post>, .name = "posts"}};
static_assert(decltype(post::subtitle)::nullable({plain_posts, 1})
              && !decltype(post::title)::nullable({plain_posts, 1}));
static_assert(decltype(post::title)::nullable({optional_posts, 1}));
static_assert(!decltype(row<Post>)::nullable({plain_posts, 1}) && decltype(row<Post>)::nullable({optional_posts, 1}));

static_assert(recto::detail::is_key_column<&Post::id>() && !recto::detail::is_key_column<&Post::title>());
static_assert(recto::detail::is_key_column<&Membership::group_id>() && !recto::detail::is_key_column<&Loose::depth>());

static_assert(recto::detail::is_assignment<decltype(post::views = 1)>);
static_assert(recto::detail::is_assignment<decltype(post::views += post::views)>);
static_assert(!recto::detail::is_assignment<decltype(post::views == 1)>);

}  // namespace

TEST_CASE("a column assigned to itself is an assignment, whether it is const or not") {
  auto title = post::title;
  auto const copy = title;
  static_assert(recto::detail::is_assignment<decltype(title = copy)>);
  static_assert(recto::detail::is_assignment<decltype(title = post::title)>);
  static_assert(recto::detail::is_assignment<decltype(parent[category::id] = parent[category::id])>);
  CHECK(copy.name == "title");
}

TEST_CASE("an assignment keeps its value") {
  CHECK((post::views = 3).value.value == 3);
  CHECK((post::views += 3).value.right.value == 3);
  CHECK_FALSE((post::subtitle = std::nullopt).value.value.has_value());
  CHECK((post::subtitle = std::optional<std::string>("x")).value.value == "x");
}
