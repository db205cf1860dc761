// SPDX-License-Identifier: BSL-1.0
// Run-time choices, dynamic conditions, windows, orders and locks on real rows: each is compared with SQL by hand.
#include <db/repo/database.hpp>
#include <recto/types/decimal.hpp>

#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace recto::test::choices {

struct Employee {
  std::int64_t id{};
  std::string name{};
  std::string team{};
  std::int32_t pay{};
  std::optional<std::int64_t> boss_id{};

  static consteval auto schema() { return recto::table("employees"); }
};

constexpr char tables[] =
    "CREATE TABLE employees (id bigint PRIMARY KEY, name text NOT NULL, team text NOT NULL, pay integer NOT NULL,"
    " boss_id bigint);"
    "INSERT INTO employees SELECT i, 'n' || i, 't' || i % 3, (i * 37) % 11 * 10, nullif(i / 2, 0)"
    " FROM generate_series(1, 40) AS i";

constexpr auto id = col<&Employee::id>;
constexpr auto name = col<&Employee::name>;
constexpr auto team = col<&Employee::team>;
constexpr auto pay = col<&Employee::pay>;
constexpr auto boss_id = col<&Employee::boss_id>;
constexpr auto boss = alias<Employee, "boss">;
constexpr auto ids = from<Employee> | select(id);

using numbers = std::vector<std::int64_t>;
using about = dynamic<Employee>;

/// The numbers that a statement by hand brings.
numbers by_hand(database& here, std::string const& sql) {
  numbers all;
  auto const answer = here.repo.unsafe_sql("SELECT x::text FROM (" + sql + ") AS hand(x)");
  for (std::size_t row = 0; row < answer.size(); ++row)
    all.push_back(std::stoll(answer.template get<std::string>(row, 0)));
  return all;
}

TEST_CASE("every combination of choices brings the rows of the SQL by hand") {
  database here(tables, 1);
  for (unsigned bits = 0; bits < 128; ++bits) {
    auto const is = [&](unsigned bit) { return (bits >> bit & 1) != 0; };
    auto const asked =
        from<Employee> | where_if(is(0), pay > 30)
        | where_if(is(1) ? std::optional<std::string>("t1") : std::nullopt, [](auto t) { return team == t; })
        | where(!when(is(2), pay == 70 || when(is(3), id < 9)) || when(is(0), id == 3))
        | join_if(is(4), join(boss, boss[id] == boss_id && boss[pay] > 20))
        | order_by(either(is(5), desc(pay), asc(team)), id) | limit(is(6) ? std::optional(7) : std::nullopt)
        | offset(is(3) ? std::optional(1) : std::nullopt) | select(id);
    std::string where;
    auto const add = [&](std::string const& part) { where += (where.empty() ? " WHERE (" : " AND (") + part + ")"; };
    if (is(0)) add("e.pay > 30");
    if (is(1)) add("e.team = 't1'");
    if (is(2))
      add(std::string("NOT (e.pay = 70") + (is(3) ? " OR e.id < 9" : "") + ")" + (is(0) ? " OR e.id = 3" : ""));
    else if (is(0)) add("e.id = 3");
    std::string const body =
        " FROM employees e" + std::string(is(4) ? " JOIN employees b ON b.id = e.boss_id AND b.pay > 20" : "") + where;
    std::string const page = std::string(" ORDER BY ") + (is(5) ? "e.pay DESC" : "e.team") + ", e.id"
                           + (is(6) ? " LIMIT 7" : "") + (is(3) ? " OFFSET 1" : "");
    INFO(bits);
    numbers const expected = by_hand(here, "SELECT e.id" + body + page);
    CHECK(here.repo.all(asked) == expected);
    CHECK(here.repo.count(asked) == static_cast<std::int64_t>(expected.size()));
    CHECK(here.repo.exists(asked) == !expected.empty());
    any_query<std::int64_t> const stored = asked;
    CHECK(here.repo.all(stored) == expected);
    CHECK(here.repo.count(stored) == static_cast<std::int64_t>(expected.size()));
  }
}

TEST_CASE("choices inside subqueries, CTEs and unions") {
  database here(tables, 1);
  for (unsigned bits = 0; bits < 16; ++bits) {
    auto const is = [&](unsigned bit) { return (bits >> bit & 1) != 0; };
    auto const low = boss | where(boss[boss_id] == id) | where_if(is(0), boss[pay] > 30);
    auto const chosen = from<Employee> | where(exists(low)) | where_if(is(1), team == "t1");
    std::string const hand =
        std::string("SELECT e.id FROM employees e WHERE EXISTS (SELECT FROM employees b WHERE b.boss_id = e.id")
        + (is(0) ? " AND b.pay > 30" : "") + ")" + (is(1) ? " AND e.team = 't1'" : "");
    INFO(bits);
    CHECK(here.repo.all(chosen | order_by(id) | select(id)) == by_hand(here, hand + " ORDER BY 1"));
    CHECK(here.repo.all(cte<"some">(chosen) | order_by(id) | select(id)) == by_hand(here, hand + " ORDER BY 1"));
    CHECK(here.repo.all(chosen | select(id) | union_(ids | where_if(is(2), pay > 50) | where(id > 30))
                        | order_by_if(is(3), desc(id)) | order_by(id))
          == by_hand(here, hand + " UNION SELECT id FROM employees WHERE id > 30" + (is(2) ? " AND pay > 50" : "")
                               + " ORDER BY 1" + (is(3) ? " DESC" : "")));
  }
}

TEST_CASE("an unbounded write is refused before anything is sent") {
  database here(tables, 1);
  auto const asked = [](bool there) { return from<Employee> | where_if(there, team == "t1"); };
  CHECK_ERROR(misuse, here.repo.update_all(asked(false) | set(pay = 0)));
  CHECK_ERROR(misuse, here.repo.delete_all(asked(false)));
  CHECK_ERROR(misuse, here.repo.delete_all(from<Employee> | where(about{})));
  CHECK_ERROR(misuse, here.repo.delete_all(from<Employee> | where_if(false, about(team == "t1"))));
  CHECK(here.ask("SELECT count(*)::text FROM employees WHERE pay > 0")
        == here.ask("SELECT count(*)::text FROM employees WHERE pay <> 0"));
  CHECK(here.ask("SELECT count(*)::text FROM employees") == "40");
  // Within a transaction nothing was sent, so it goes on.
  auto const done = here.repo.transact([&](repo& repo) -> std::expected<std::int64_t, error> {
    CHECK_ERROR(misuse, repo.delete_all(asked(false)));
    return repo.delete_all(asked(true));
  });
  CHECK(done == 14);
  CHECK(here.repo.update_all(asked(false) | every_row | set(pay = 1)) == 26);
}

TEST_CASE("dynamic conditions on real rows") {
  database here(tables, 1);
  about any = about::none();
  for (int i = 0; i < 5; ++i) any = any || (pay == i * 20 && !(team == "t0"));
  std::string const hand = "SELECT id FROM employees WHERE pay IN (0, 20, 40, 60, 80) AND team <> 't0' ORDER BY id";
  numbers const expected = by_hand(here, hand);
  CHECK(here.repo.all(ids | where(any) | order_by(id)) == expected);
  CHECK(here.repo.count(from<Employee> | where(any)) == static_cast<std::int64_t>(expected.size()));
  CHECK(here.repo.exists(from<Employee> | where(any)));
  CHECK(
      here.repo.all(ids | where(!any) | order_by(id))
      == by_hand(here, "SELECT id FROM employees WHERE NOT (pay IN (0, 20, 40, 60, 80) AND team <> 't0') ORDER BY id"));
  CHECK(here.repo.update_all(from<Employee> | where(any) | set(pay = 1000))
        == static_cast<std::int64_t>(expected.size()));
  CHECK(here.repo.delete_all(from<Employee> | where(about(pay == 1000))) == static_cast<std::int64_t>(expected.size()));
  CHECK(here.repo.all(ids | where(about::none())).empty());
}

TEST_CASE("ten thousand terms, and a nesting as deep as is allowed") {
  database here(tables, 1);
  about many = about::none();
  for (int i = 0; i < 10'000; ++i) many = many || id == std::int64_t{i} * 2;
  numbers even;
  for (std::int64_t i = 2; i <= 40; i += 2) even.push_back(i);
  CHECK(here.repo.all(ids | where(many) | order_by(id)) == even);
  about deep = id > std::int64_t{0};
  for (int i = 0; i < 490; ++i) deep = (deep && pay >= 0) || id == std::int64_t{-1};
  CHECK(here.repo.count(from<Employee> | where(deep)) == 40);
}

TEST_CASE("statements that are executed once, in turns, in transactions, after errors") {
  for (auto const prepare : {prepare::named, prepare::unnamed}) {
    database here(tables, 1);
    repo other({.conninfo = database_url(), .pool_size = 1, .prepare = prepare, .search_path = here.schema});
    auto const long_one = [](std::int64_t from_here, int extra) {
      about condition = id > from_here;
      for (int i = 0; i < 1000 + extra; ++i) condition = condition && pay >= -i;
      return ids | where(condition);
    };
    for (int round = 0; round < 3; ++round) {
      CHECK(other.all(long_one(30, 0)).size() == 10);
      CHECK(other.all(long_one(20, 1)).size() == 20);
      CHECK(other.all(long_one(10, 0) | select(name)).size() == 30);
    }
    auto const done = other.transact([&](repo& repo) -> std::expected<std::size_t, error> {
      std::size_t const before = repo.all(long_one(39, 0)).size();
      CHECK_ERROR(invalid_value, repo.transact([&](recto::repo& inner) -> std::expected<int, int> {
        inner.all(long_one(0, 0) | where(fragment<"1 / 0 = ?", bool>(1)));
        return 0;
      }));
      return before + repo.all(long_one(38, 1)).size();
    });
    CHECK(done == 3u);
    // Rows of other types behind one number: the columns are compared each time.
    CHECK(other.all(long_one(39, 0) | select(name)).front() == "n40");
    CHECK(other.all(long_one(39, 0)).front() == 40);
  }
}

TEST_CASE("names from outside") {
  database here(tables, 1);
  for (auto const towards : {direction::asc, direction::desc}) {
    auto const order = order_by_name<&Employee::pay, &Employee::team>("pay", towards);
    REQUIRE(order);
    CHECK(here.repo.all(ids | *order | order_by(id))
          == by_hand(here, std::string("SELECT id FROM employees ORDER BY pay ")
                               + (towards == direction::desc ? "DESC" : "") + ", id"));
  }
  auto const found = where_name<&Employee::name, &Employee::team>("team", "t2");
  REQUIRE(found);
  CHECK(here.repo.count(from<Employee> | *found) == 13);
}

TEST_CASE("windows") {
  database here(tables, 1);
  auto const rows = here.repo.all(
      from<Employee> | window<"w">(partition_by(team), order_by(desc(pay), id)) | order_by(id)
      | select(id, over<"w">(row_number()), over(sum(pay), order_by(id), rows_between(preceding<2>, current_row))));
  auto const hand = here.repo.unsafe_sql(
      "SELECT id::text, (row_number() OVER (PARTITION BY team ORDER BY pay DESC, id))::text,"
      " (sum(pay) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW))::text FROM employees ORDER BY "
      "employees.id");
  REQUIRE(rows.size() == 40);
  for (std::size_t i = 0; i < 40; ++i) {
    auto const text = [&](std::size_t column) { return std::stoll(hand.get<std::string>(i, column)); };
    CHECK(std::get<0>(rows[i]) == text(0));
    CHECK(std::get<1>(rows[i]) == text(1));
    CHECK(std::get<2>(rows[i]) == text(2));
  }
  CHECK(here.repo.all(from<Employee> | order_by(id) | select(over(lag(pay, 1, -1), order_by(id)))).front() == -1);
  // Over groups.
  auto const teams = here.repo.all(from<Employee> | group_by(team) | order_by(team) | select(over(sum(count(id)))));
  REQUIRE(teams.size() == 3);
  CHECK(here.repo.all(from<Employee> | order_by(pay) | limit_with_ties(1) | select(id))
        == by_hand(here, "SELECT id FROM employees ORDER BY pay FETCH FIRST 1 ROWS WITH TIES"));
  CHECK(here.repo.all(from<Employee> | distinct_on(team) | order_by(team, desc(pay), id) | select(id))
        == by_hand(here, "SELECT DISTINCT ON (team) id FROM employees ORDER BY team, pay DESC, id"));
}

TEST_CASE("first, last, and refined queries") {
  database here(tables, 1);
  CHECK(here.repo.all(ids | first(2)) == numbers{1, 2});
  CHECK(here.repo.all(ids | last(2)) == numbers{40, 39});
  CHECK(here.repo.all(ids | order_by(desc(id)) | last()) == numbers{1});
  CHECK(here.repo.count(ids | where(id < 3) | or_where(id > 38)) == 4);
  auto const stored = ids | where(id < 3) | order_by(id);
  CHECK(here.repo.all(stored | exclude<clause::where> | limit(1) | reverse_order) == numbers{40});
}

TEST_CASE("locks, also with joins") {
  database here(tables, 2);
  auto const done = here.repo.transact([&](repo& holding) -> std::expected<int, error> {
    CHECK(
        holding.all(ids | where(id < 4) | left_join(boss, boss[id] == boss_id) | lock(for_update, of<Employee>)).size()
        == 3);
    auto const free = here.repo.transact([&](repo& second) -> std::expected<numbers, error> {
      return second.all(ids | where(id < 6) | order_by(id) | lock(for_update, skip_locked));
    });
    CHECK(free == numbers{4, 5});
    CHECK(thrown_by([&] { here.repo.all(ids | where(id < 6) | lock(for_share, nowait)); })->sqlstate() == "55P03");
    return 0;
  });
  CHECK(done);
}

TEST_CASE("explain in all formats, with values, and of what it would change nothing") {
  database here(tables, 1);
  auto const asked = ids | where_if(true, pay > 30) | where(about(id > std::int64_t{3})) | order_by(id);
  CHECK_THAT(here.repo.explain(asked), contains("employees"));
  CHECK(here.repo.explain(asked, {.format = explain_format::json}).front() == '[');
  CHECK_THAT(here.repo.explain(asked, {.format = explain_format::xml}), contains("<explain"));
  CHECK_THAT(here.repo.explain(asked, {.format = explain_format::yaml}), contains("- Plan:"));
  CHECK_THAT(here.repo.explain(asked, {.analyze = true,
                                       .verbose = true,
                                       .settings = true,
                                       .buffers = true,
                                       .timing = false,
                                       .summary = true,
                                       .wal = true}),
             contains("Execution Time"));
  CHECK(here.repo.explain(asked, {.costs = false}).find("cost=") == std::string::npos);
  any_query<std::int64_t> const stored = asked;
  CHECK_THAT(here.repo.explain(stored, {.analyze = true}), contains("actual"));
  auto const done = here.repo.transact([&](repo& repo) -> std::expected<int, error> {
    repo.delete_all(from<Employee> | where(id == 1));
    CHECK_THAT(repo.explain(asked, {.analyze = true}), contains("actual"));
    return static_cast<int>(repo.count(from<Employee>));
  });
  CHECK(done == 39);
}

}  // namespace recto::test::choices
