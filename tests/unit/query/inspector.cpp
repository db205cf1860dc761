// SPDX-License-Identifier: BSL-1.0
// The walk over a query by itself: what it reports, and that the first report stands.
#include <recto/query/inspector.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

using namespace recto;
using recto::detail::column_facts;
using recto::detail::inspector;
using recto::detail::rule;

namespace {

constexpr source_entry entries[] = {{.key = key_of<blog::Post>, .name = "posts", .key_columns = 1}};
constexpr scope posts{entries, 1};
constexpr column_facts title{.source = key_of<blog::Post>, .table = "posts", .column = "title"};
constexpr column_facts body{.source = key_of<blog::Comment>, .table = "comments", .column = "body"};

template <class Walk>
constexpr rule found(Walk walk) {
  inspector watcher(posts);
  walk(watcher);
  return watcher.found().broken;
}

static_assert(found([](inspector& to) { to.column(title); }) == rule::none);
static_assert(found([](inspector& to) { to.column(body); }) == rule::column_not_in_scope);
static_assert(found([](inspector& to) { to.see({entries, 0}), to.column(title); }) == rule::column_not_in_scope);
static_assert(found([](inspector& to) { to.null_check(true, "posts", "title"); }) == rule::none);
static_assert(found([](inspector& to) { to.null_check(false, "posts", "title"); }) == rule::null_check_without_null);
static_assert(found([](inspector& to) { to.enter("WHERE", false), to.enter_aggregate(); })
              == rule::aggregate_not_allowed);
static_assert(found([](inspector& to) { to.enter("SELECT", true), to.enter_aggregate(); }) == rule::none);
static_assert(found([](inspector& to) { to.enter_aggregate(), to.enter_aggregate(); }) == rule::aggregate_in_aggregate);
static_assert(found([](inspector& to) { to.enter_aggregate(), to.leave_aggregate(), to.enter_aggregate(); })
              == rule::none);
static_assert(found([](inspector& to) { to.enter("SELECT", recto::detail::grouping{}), to.column(title); })
              == rule::ungrouped_column);
static_assert(found([](inspector& to) {
                to.enter("SELECT", recto::detail::grouping{}), to.enter_aggregate(), to.column(title);
              })
              == rule::none);
static_assert(found([](inspector& to) { to.column(body), to.null_check(false, "", ""); }) == rule::column_not_in_scope);

// A query inside another: its own sources, then those around it, unless a nearer one has the name.
constexpr source_entry inner_entries[] = {{.key = key_of<blog::Comment>, .name = "comments"}};
constexpr source_entry hiding_entries[] = {{.key = key_of<blog::User, "posts">, .name = "posts"}};
template <class Walk>
constexpr rule found_inside(scope const& inner, Walk walk) {
  inspector around(posts);
  std::string_view const names[] = {"a", "b"};
  around.define_ctes({names, 1}, {names, 2});
  inspector watcher(inner, around, true);
  walk(watcher, around);
  return watcher.found().broken;
}
static_assert(found_inside({inner_entries, 1}, [](inspector& to, inspector&) { to.column(body), to.column(title); })
              == rule::none);
static_assert(found_inside({hiding_entries, 1}, [](inspector& to, inspector&) { to.column(title); })
              == rule::table_twice);
static_assert(found_inside({hiding_entries, 1}, [](inspector& to, inspector&) { to.column_around(title); })
              == rule::column_not_around);
static_assert(found_inside({inner_entries, 1}, [](inspector& to, inspector&) { to.column_around(body); })
              == rule::column_not_around);
static_assert(found_inside({inner_entries, 1},
                           [](inspector& to, inspector& around) {
                             around.enter("SELECT", recto::detail::grouping{}), to.column(title);
                           })
              == rule::ungrouped_column);
static_assert(found_inside({}, [](inspector& to, inspector&) { to.cte("a"); }) == rule::none);
static_assert(found_inside({}, [](inspector& to, inspector&) { to.cte("b"); }) == rule::cte_not_defined);
static_assert(found_inside({}, [](inspector& to, inspector&) { to.table("c"); }) == rule::none);
static_assert(found_inside({}, [](inspector& to, inspector&) { to.table("b"); }) == rule::cte_twice);
static_assert(found_inside({}, [](inspector& to, inspector& around) { around.enter_step("a"), to.cte("a"); })
              == rule::clause_not_allowed);

}  // namespace

TEST_CASE("the first broken rule stands, with its names") {
  inspector watcher(posts);
  CHECK_FALSE(watcher.aggregate_seen());
  watcher.column(body);
  watcher.report(rule::table_twice, "x", "y");
  watcher.enter_aggregate();
  CHECK(watcher.aggregate_seen());
  CHECK(watcher.found().broken == rule::column_not_in_scope);
  CHECK(watcher.found().first == "comments");
  CHECK(watcher.found().second == "body");
}
