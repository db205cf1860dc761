// SPDX-License-Identifier: BSL-1.0
// The SQL of every clause and expression, one a line, to be read by people.
#include "book.hpp"

#include <recto/recto.hpp>
#include <unit/query/blog.hpp>
#include <unit/query/document.hpp>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

using namespace recto;
using namespace blog;

namespace {

using golden::book;

constexpr auto on_post = comment::post_id == post::id;
constexpr auto parent = alias<Category, "parent">;
constexpr auto posts = from<Post>;
constexpr auto users = from<User>;

void clauses(book& out) {
  out.read("from", users);
  out.read("from.quoted", from<Order>);
  out.read("from.alias", parent | where(parent[category::name] == "x"));
  out.read("where", users | where(user::age >= 18));
  out.read("where.twice", users | where(user::age >= 18 || user::age < 3) | where(user::name != "x"));
  out.read("order_by", users | order_by(user::name, desc(user::age)));
  out.read("order_by.nulls", users | order_by(asc_nulls_first(user::email), desc_nulls_last(user::email)));
  out.read("order_by.expression", users | order_by(desc(user::age * 2)));
  out.read("order_by.computed", users | select(user::name, user::age + 1) | order_by(user::age));
  out.read("limit", users | order_by(user::id) | limit(10));
  out.read("offset", users | order_by(user::id) | limit(10) | offset(20));
  out.read("select", users | select(user::id, user::name));
  out.read("select.expression", users | select(user::age + 1, user::age > 17, value("x"), is_null(user::email)));
  out.read("select.row", from<Comment> | select(row<Comment>));
  out.read("select_into", posts | select_into<Summary>(post::title, post::id));
  out.read("group_by", posts | group_by(post::author_id) | select(post::author_id, count()));
  out.read("group_by.key", posts | left_join<Comment>(on_post) | group_by(post::id)
                               | select(post::title, count(comment::id)) | order_by(desc(count(comment::id))));
  out.read("group_by.row",
           posts | left_join<Comment>(on_post) | group_by(post::id) | select(row<Post>, count(comment::id)));
  out.read("group_by.expression", posts | group_by(post::views + post::id) | select(post::views + post::id, count()));
  out.read("having", posts | group_by(post::author_id) | having(count() > std::int64_t{3} && max(post::views) < 100)
                         | select(post::author_id));
  out.read("having.whole", posts | having(count() > std::int64_t{3}) | select(sum(post::views)));
  out.read("join", from<Comment> | join<Post>(on_post) | where(post::published) | select(comment::body, post::title));
  out.read("join.rows", from<Comment> | join<Post>(on_post) | select(row<Comment>, row<Post>));
  out.read("join.three", from<Comment> | join<Post>(on_post) | left_join<User>(user::id == comment::user_id)
                             | select(post::title, user::name));
  out.read("join.without_partner",
           users | left_join<Comment>(comment::user_id == user::id) | where(is_null(comment::id)) | select(user::name));
  out.read("join.itself", from<Category> | left_join(parent, parent[category::id] == category::parent_id)
                              | select(category::name, parent[category::name]));
  out.read("everything", posts | left_join<Comment>(on_post && comment::stars > std::int16_t{2})
                             | where(post::published && contains(post::title, "x")) | group_by(post::id)
                             | having(count(comment::id) > std::int64_t{1}) | select(post::id, avg(comment::stars))
                             | order_by(desc(max(comment::stars)), post::id) | limit(5) | offset(10));
}

void expressions(book& out) {
  auto const show = [&](char const* name, auto const& condition) {
    out.read(name, posts | where(condition) | select(post::id));
  };
  show("compare.equal", post::views == 1);
  show("compare.not_equal", post::views != 1);
  show("compare.less", post::views < 1);
  show("compare.less_equal", post::views <= 1);
  show("compare.greater", post::views > 1);
  show("compare.greater_equal", post::views >= 1);
  show("compare.value_first", 1 < post::views);
  show("compare.columns", post::views > post::author_id);
  show("compare.wider", post::price > post::views);
  show("compare.decimal", post::price == decimal{"9.99"});
  show("compare.enum", post::state == status::open);
  show("compare.time", post::published_at > utc_datetime{});
  show("compare.conditions", (post::views > 1) == post::published);
  show("and", post::published && post::views > 1 && post::price > 2);
  show("or", post::published || post::views > 1);
  show("and_or", post::published && (post::views > 1 || post::price > 2) && !(post::views == 3 && post::published));
  show("or_and", (post::published && post::views > 1) || (post::price > 2 && post::views < 5));
  show("not", !post::published);
  show("not.comparison", !(post::views == 1));
  show("not.null", !is_null(post::subtitle));
  show("is_null", is_null(post::subtitle));
  show("is_not_null", is_not_null(post::subtitle));
  show("in", in(post::views, {1, 2, 3}));
  show("not_in", not_in(post::title, {"a", "b"}));
  show("in.enum", in(post::state, {status::open}));
  show("like", like(post::title, "%x%"));
  show("like.column", like(post::title, post::subtitle));
  show("ilike", ilike(post::title, "%x%"));
  show("starts_with", starts_with(post::title, "x"));
  show("arithmetic", post::views * 2 + 1 > (post::views - 3) * 4);
  show("arithmetic.right", post::views - (post::views - 1) / 2 == 1);
  show("arithmetic.time", post::published_at - interval{} > utc_datetime{});

  constexpr auto readings = from<Reading>;
  out.read("aggregates", readings
                             | select(count(), count(col<&Reading::maybe>), sum(col<&Reading::small>),
                                      min(col<&Reading::text>), max(col<&Reading::at>), avg(col<&Reading::exact>)));
  out.read(
      "aggregates.computed",
      readings | select(sum(col<&Reading::medium> * 2) + count(), count(col<&Reading::flag> || !col<&Reading::flag>)));
  out.read("dates", readings
                        | select(col<&Reading::day> + 7, col<&Reading::day> - col<&Reading::day>,
                                 col<&Reading::at> - col<&Reading::at>, col<&Reading::local> + col<&Reading::span>));
}

void scalars(book& out) {
  using namespace std::chrono_literals;
  constexpr auto readings = from<Reading>;
  constexpr auto at = col<&Reading::at>;
  constexpr auto local = col<&Reading::local>;
  constexpr auto day = col<&Reading::day>;
  constexpr auto span = col<&Reading::span>;
  constexpr auto medium = col<&Reading::medium>;
  constexpr auto exact = col<&Reading::exact>;
  constexpr auto twice = col<&Reading::twice>;
  constexpr auto words = col<&Reading::text>;
  constexpr auto maybe = col<&Reading::maybe>;
  constexpr auto list = col<&Reading::list>;
  std::array const pair{1, 2};

  auto const heat = case_(when(post::views >= 1000, "hot"), when(post::views >= 100, "warm"), else_("cold"));
  out.read("case", posts | select(heat));
  out.read("case.order", posts | order_by(case_(when(post::published, post::views)), post::id) | select(post::id));
  out.read("case.group",
           posts | group_by(post::author_id) | select(post::author_id, sum(case_(when(post::published, 1), else_(0)))));
  out.read("coalesce", readings | select(coalesce(maybe, medium, 0), greatest(maybe, 1), least(exact, medium)));
  out.read("nullif", readings | select(nullif(words, ""), medium / nullif(maybe, 0)));
  out.read("cast", readings
                       | select(cast_to<std::string>(medium), cast_to<double>(exact),
                                cast_to<std::vector<std::int64_t>>(list), cast_to<std::int16_t>(-(medium + 1))));
  out.read("text",
           readings
               | select(lower(words), trim(upper(words)), ltrim(words, "x"), length(words), substring(words, 2, 3),
                        left(words, 1), replace_text(words, "a", "b"), strpos(words, "a"), concat(words, " ", medium)));
  out.read("numbers", readings
                          | select(-medium, medium - -maybe, medium * 2 % 7, abs(exact), round(exact, 2), floor(twice),
                                   power(medium, 2), sqrt(twice)));
  out.read("dates.functions", readings
                                  | select(now() - at, current_date() - day, date_trunc<"month">(at),
                                           date_trunc<"week">(day), date_trunc<"day">(at, "Europe/Berlin"),
                                           extract<"year">(day), extract<"epoch">(span), age(local)));
  out.read("dates.sums", readings
                             | select(datetime_add<"month">(at, -1), datetime_add<"hour">(local, medium),
                                      date_add<"day">(day, 7), date_add<"month">(day, 1), span * 2, at + 3h, day - 1));
  out.read("dates.group", readings | group_by(date_trunc<"month">(at)) | order_by(date_trunc<"month">(at))
                              | select(date_trunc<"month">(at), extract<"year">(date_trunc<"month">(at)), count()));
  out.read("dates.recent", readings | where(at > ago<"day">(3) && at < from_now(90min) && span <= 3h));
  out.read("between", readings | where(between(medium, 1, 3) && !between(at, ago<"week">(1), now())));
  out.read("distinct_from",
           readings | where(is_distinct_from(maybe, std::nullopt) || is_not_distinct_from(maybe, medium)));
  out.read("row_value", posts | where(row_value(post::views, post::id) > row_value(100, 7)) | select(post::id));
  out.read("in.array", posts | where(in(post::views, pair)) | select(post::id));
  out.read("in.column", readings | where(in(medium, list) || not_in(medium + 1, list)));
  out.update("update_all.expression",
             users | where(user::age > 0)
                 | set(user::name = concat(upper(left(user::name, 1)), substring(user::name, 2)),
                       user::age = greatest(user::age, 18)));
}

void aggregates(book& out) {
  out.read("aggregate.distinct", posts | select(count(distinct(post::title)), sum(distinct(post::views))));
  out.read("aggregate.filter",
           posts | group_by(post::state) | select(post::state, filter(count(), post::published && post::views > 10)));
  out.read("aggregate.array", posts | select(array_agg(post::title).order_by(desc(post::views), post::id)));
  out.read("aggregate.text", posts
                                 | select(filter(string_agg(distinct(post::title), ", ").order_by(post::title),
                                                 is_not_null(post::subtitle))));
  out.read("aggregate.conditions",
           posts | select(bool_and(post::published), bool_or(post::views > 1), every(post::published)));
  out.read("aggregate.bits", posts | select(recto::bit_and(post::views), recto::bit_or(post::views)));
  out.read("aggregate.spread",
           posts | select(variance(post::views), var_pop(post::views), stddev(post::price), stddev_pop(post::score)));
  out.read("aggregate.having", posts | group_by(post::author_id) | having(filter(count(), post::published) > 1)
                                   | select(post::author_id) | order_by(desc(count(distinct(post::title)))));
}

void fragments(book& out) {
  out.read("fragment.call", posts | where(fragment<"length(?) > ?", bool>(post::title, 3)) | select(post::id));
  out.read(
      "fragment.operators",
      posts | where(fragment<"? % 2", int>(post::views + 1) == 0 && !fragment<"? = ? OR ?", bool>(post::views, 1, true))
          | select(post::id));
  out.read("fragment.collate", posts
                                   | order_by(desc(fragment<"? COLLATE ?", std::string>(post::title, identifier<"C">)))
                                   | select(post::id));
  out.read("fragment.aggregate",
           posts | group_by(post::state)
               | select(aggregate_fragment<"percentile_cont(?) WITHIN GROUP (ORDER BY ?)", double>(0.5, post::score)));
  out.read("constant", posts | where(post::title == constant<"draft"> && post::views - constant<-1> > constant<10>)
                           | select(constant<true>, constant<"it's">));
}

void searches(book& out) {
  constexpr auto ids = from<Document> | select(document::id);
  out.read("json.path",
           from<Document>
               | select(json_get(document::meta, "a", 0), json_text(document::meta, "a", "b"),
                        json_extract_path(document::meta, {"a", 0}), json_extract_path_text(document::meta, {"a", 0})));
  out.read("json.where",
           ids
               | where(json_text(document::theme, "name") == "dark"
                       && (json_has_key(document::meta, "a") || !json_contains(document::meta, document::theme))));
  out.read("json.keys",
           ids | where(json_has_any_key(document::meta, {"a", "b"}) || json_has_all_keys(document::meta, {"a"})));
  out.read("json.build",
           from<Document>
               | select(to_jsonb(document::tags), jsonb_build_object("id", document::id, "body", document::body),
                        json_get(jsonb_build_object("t", document::theme), "t")));
  out.read("json.aggregate", from<Document>
                                 | select(jsonb_agg(jsonb_build_object("id", document::id)).order_by(document::id),
                                          jsonb_object_agg(document::body, document::tags)));
  out.read("array.conditions",
           ids
               | where(contains_element(document::tags, "x") && array_contains(document::tags, {"x", "y"})
                       && (array_overlaps(document::numbers, {1, 2}) || cardinality(document::tags) == 0)));
  out.read("array.functions", from<Document>
                                  | select(array_append(document::tags, "x"), array_prepend("x", document::tags),
                                           array_remove(document::numbers, 1), array_position(document::tags, "x")));
  out.update("array.update", from<Document> | where(document::id == 1)
                                 | set(push(document::tags, "x"), pull(document::numbers, document::id)));
  auto const words = to_tsvector<"english">(document::body);
  auto const query = websearch_to_tsquery<"english">("cat -dog");
  out.read("search", ids | where(matches(words, query)) | order_by(desc(ts_rank(words, query))));
  out.read("search.queries",
           from<Document>
               | where(matches(to_tsvector(document::note), plainto_tsquery("x"))
                       || matches(words, phraseto_tsquery("x")) || matches(words, to_tsquery<"simple">("x & y")))
               | select(ts_rank_cd(words, query), ts_headline<"english">(document::body, query)));
}

struct Top {
  std::int64_t author_id{};
  std::int32_t views{};
};
struct Step {
  std::int32_t id{};
  std::int32_t depth{};
};

constexpr auto of_author = post::author_id == user::id;
constexpr auto post_ids = posts | select(post::id);

void subqueries(book& out) {
  auto const tops =
      subquery<"tops">(posts | group_by(post::author_id) | select_into<Top>(post::author_id, max(post::views)));
  auto const comments = scalar(from<Comment> | where(on_post) | select(count()));
  out.read("subquery", tops | where(col<&Top::views> > 9));
  out.read("subquery.join",
           users | join(tops, col<&Top::author_id> == user::id) | select(user::name, col<&Top::views>));
  out.read("subquery.scalar", posts | order_by(desc(comments)) | select(post::title, comments));
  out.read("subquery.exists", users | where(exists(posts | where(of_author && post::published))) | select(user::id));
  out.read("subquery.in", users | where(in(user::id, posts | select(post::author_id))) | select(user::id));
  out.read("subquery.not_in", users | where(not_in(user::id, posts | select(post::author_id))) | select(user::id));
  out.read("subquery.all", post_ids | where(post::views >= all(posts | select(post::views))));
  out.read("subquery.parent_as",
           post_ids | where(exists(from<Comment> | where(comment::post_id == parent_as(post::id)))));
  out.update("subquery.set",
             posts | set(post::views = coalesce(scalar(users | where(of_author) | select(user::age)), 0)) | every_row);
}

void ctes(book& out) {
  auto const recent = cte<"recent">(post_ids | where(post::views > 9) | select_into<Top>(post::author_id, post::views));
  auto const again = recent.as<"again">();
  out.read("cte", recent | order_by(col<&Top::views>));
  out.read("cte.materialized", materialized_cte<"kept">(users | where(user::age > 9)) | select(user::name));
  out.read("cte.twice", recent | join(again, again.col<&Top::author_id> == recent.col<&Top::author_id>));
  out.read("cte.in_subquery",
           users | with(recent) | where(in(user::id, again | select(again.col<&Top::author_id>))) | select(user::id));
  out.read("cte.recursive", recursive_cte<"below", Step>(
                                from<Category> | where(category::id == 1) | select_into<Step>(category::id, value(0)),
                                [](auto self) {
                                  return from<Category> | join(self, category::parent_id == col<&Step::id>)
                                       | select_into<Step>(category::id, col<&Step::depth> + 1);
                                })
                                | order_by(col<&Step::depth>));
  out.read("cte.update", update_cte<"raised">(posts | where(post::id == 1) | set(post::views += 1)
                                              | returning_into<Top>(post::author_id, post::views))
                             | limit(9));
  out.read("cte.delete", users | with(delete_cte<"gone">(posts | where(!post::published))) | select(user::id));
}

void unions(book& out) {
  auto const user_ids = users | select(user::id);
  out.read("union", post_ids | union_(user_ids) | order_by(desc(post::id)) | limit(9));
  out.read("union.whole", posts | union_all(from<table<"old_posts", Post>>) | order_by(post::views));
  out.read("union.intersect", post_ids | union_(user_ids) | intersect(from<Comment> | select(comment::id)));
  out.read("union.nested", post_ids | except(user_ids | union_all(from<Comment> | select(comment::id) | limit(1))));
  out.count("union.count", post_ids | union_(user_ids));
  out.exists("union.exists", post_ids | intersect(user_ids));
}

void sources(book& out) {
  constexpr auto p = alias<table<"posts">, "p">;
  constexpr auto u = alias<table<"users">, "u">;
  auto const last = subquery<"last">(post_ids | where(of_author) | order_by(desc(post::id)) | limit(1)
                                     | select_into<Top>(post::author_id, post::views));
  auto const tops = values<"tops">(std::vector<Top>{});
  auto const ids = unnest<"ids">(std::vector<std::int64_t>{});
  out.read("join.query", post_ids | left_join(users | where(user::age > 17), of_author));
  out.read("join.cross", post_ids | cross_join<User>());
  out.read("join.lateral", users | left_lateral_join(last) | select(user::name, last.col<&Top::views>));
  out.read("source.table", from<table<"old_posts", Post>> | select(post::id));
  out.read("source.prefix", from<prefixed<"recto_golden", Post>> | select(post::id));
  out.read("source.put_prefix", users | put_prefix<"recto_golden"> | join<Post>(of_author) | select(user::id));
  out.read("source.schemaless",
           p | join(u, u.column<"id", std::int64_t> == p.column<"author_id", std::int64_t>)
               | select(p.column<"title", std::string>, u.column<"email", std::optional<std::string>>));
  out.read("source.values", tops | join<User>(user::id == col<&Top::author_id>) | select(user::name, col<&Top::views>));
  out.read("source.unnest", posts | join(ids, ids.value == post::id) | select(post::title));
  out.update("update_all.join", posts | join<User>(of_author && user::age > 17) | where(post::views == 0)
                                    | set(post::views = user::age) | returning(post::id, user::name));
  out.remove("delete_all.join", from<Comment> | join<Post>(on_post) | left_join<User>(of_author)
                                    | where(!post::published || is_null(user::id)) | returning(row<Comment>));
}

constexpr auto most_viewed = order_by(desc(post::views));

void windows(book& out) {
  auto const by_author = partition_by(post::author_id);
  out.read("window", posts | select(post::id, over(rank(), by_author, most_viewed)));
  out.read("window.named", posts | window<"ranked">(by_author, most_viewed) | order_by(post::id)
                               | select(post::id, over<"ranked">(row_number()), over<"ranked">(dense_rank()),
                                        over<"ranked">(percent_rank()), over<"ranked">(cume_dist())));
  out.read("window.values",
           posts
               | select(over(lag(post::views), most_viewed), over(lead(post::views, 2, 0), most_viewed),
                        over(first_value(post::id), most_viewed), over(last_value(post::id), most_viewed),
                        over(nth_value(post::id, 3), most_viewed), over(ntile(4), most_viewed)));
  out.read("window.frames",
           posts
               | select(over(sum(post::views), most_viewed, rows_between(preceding<2>, current_row)),
                        over(sum(post::views), most_viewed, range_between(unbounded_preceding, current_row)),
                        over(sum(post::views), most_viewed, groups_between(preceding<1>, following<1>)),
                        over(filter(count(), post::published), by_author)));
  out.read("window.groups", posts | group_by(post::author_id) | order_by(over(rank(), order_by(desc(count()))))
                                | select(post::author_id, over(sum(count(post::id)))));
}

void refined(book& out) {
  auto const ids = posts | select(post::id);
  out.read("distinct", posts | select(post::author_id) | distinct() | order_by(post::author_id));
  out.read("distinct_on", ids | distinct_on(post::author_id) | order_by(post::author_id, desc(post::views)));
  out.read("limit_with_ties", ids | most_viewed | limit_with_ties(3) | offset(1));
  out.read("last", from<Membership> | last(3));
  out.read("reverse_order", ids | order_by(desc_nulls_last(post::subtitle), post::id) | reverse_order);
  out.read("or_where",
           ids | where(post::views > 1) | where(post::published) | or_where(post::views > 2) | where(post::id > 3));
  out.read("or_having", posts | group_by(post::author_id) | having(count() > std::int64_t{1})
                            | or_having(max(post::views) > 2) | select(post::author_id));
  out.read("lock.options", from<Comment> | join<Post>(on_post) | limit(1)
                               | lock(for_no_key_update, of<Comment>, skip_locked) | select(comment::id));
}

void writes(book& out) {
  auto const adults = users | where(user::age >= 18);
  out.exists("exists", adults);
  out.exists("exists.limit", adults | limit(1) | offset(5));
  out.exists("exists.groups", posts | group_by(post::author_id) | having(count() > std::int64_t{3}));
  out.count("count", adults | order_by(user::name));
  out.count("count.join", from<Comment> | join<Post>(on_post) | where(post::published));
  out.count("count.limit", adults | limit(10) | offset(5));
  out.update("update_all", adults | set(user::name = "x", user::email = std::nullopt));
  out.update("update_all.arithmetic", adults | set(user::age += 1) | set(user::email = user::name));
  out.update("update_all.condition",
             posts | where(post::views > 3) | set(post::published = post::views > 5 || post::published));
  out.update("update_all.every_row", posts | set(post::views = 0) | every_row);
  out.update("update_all.alias", parent | where(parent[category::id] == 1) | set(parent[category::id] += 1));
  out.remove("delete_all", adults);
  out.remove("delete_all.every_row", users | every_row);
  out.remove("delete_all.alias", parent | where(parent[category::name] == "x"));
  out.table<User>("user");
  out.table<Membership>("membership");
  out.table<Order>("order");
  out.table<Reading>("reading");
}

}  // namespace

int main(int count, char** arguments) {
  try {
    book out(count > 1 && std::string_view(arguments[1]) == "--prepare");
    clauses(out);
    expressions(out);
    scalars(out);
    aggregates(out);
    fragments(out);
    searches(out);
    subqueries(out);
    ctes(out);
    unions(out);
    sources(out);
    windows(out);
    refined(out);
    writes(out);
    return 0;
  } catch (std::exception const& thrown) {
    std::fprintf(stderr, "%s\n", thrown.what());
    return 1;
  }
}
