// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/cast.hpp>

#include "forms.hpp"

#include <recto/changeset/debug_string.hpp>
#include <recto/changeset/errors.hpp>
#include <recto/changeset/validate.hpp>
#include <recto/types/decimal.hpp>
#include <recto/types/json.hpp>

using namespace recto;
using namespace forms;
using namespace std::string_literals;

namespace {

constexpr auto all_texts = permit<&Post::title, &Post::body, &Post::subtitle>;

/// `{title: "a"}`: the changes as they print.
template <class T>
std::string changes(changeset<T> const& of) {
  std::string const text = debug_string(of);
  std::size_t const from = text.find("changes: ") + 9;
  return text.substr(from, text.find(", errors: ") - from);
}

// One field of each built-in type.
struct Every {
  std::optional<std::int16_t> small{};
  std::optional<std::int32_t> number{};
  std::optional<std::int64_t> big{};
  std::optional<double> floating{};
  std::optional<decimal> exact{};
  std::optional<bool> flag{};
  std::optional<std::string> text{};
  std::optional<std::vector<std::byte>> bytes{};
  std::optional<boost::uuids::uuid> uuid{};
  std::optional<date> day{};
  std::optional<time_of_day> time{};
  std::optional<naive_datetime> naive{};
  std::optional<utc_datetime> utc{};
  std::optional<forms::kind> kind{};
  std::optional<boost::json::value> doc{};
  std::optional<std::vector<std::int32_t>> list{};
  std::optional<std::vector<std::optional<std::string>>> texts{};
  std::optional<interval> span{};
};
constexpr auto everything =
    permit<&Every::small, &Every::number, &Every::big, &Every::floating, &Every::exact, &Every::flag, &Every::text,
           &Every::bytes, &Every::uuid, &Every::day, &Every::time, &Every::naive, &Every::utc, &Every::kind,
           &Every::doc, &Every::list, &Every::texts, &Every::span>;

}  // namespace

TEST_CASE("cast: what each type takes and refuses") {
  std::string const sixteen("\0\1\2\3\4\5\6\7\10\11\12\13\14\15\16\17", 16);
  std::string const uuid_text = "00010203-0405-0607-0809-0a0b0c0d0e0f";
  struct row {
    params given;
    std::string expected;  // the change as it prints; "" for a refusal; "same" for none
    char const* meta = "";
  };
  row const rows[] = {
      // integers
      {{{"number", 12}}, "12"},
      {{{"number", "12"}}, "12"},
      {{{"number", "+12"}}, "12"},
      {{{"number", "-12"}}, "-12"},
      {{{"number", "0012"}}, "12"},
      {{{"number", "12abc"}}, "", "{type: integer, validation: cast}"},
      {{{"number", "1.0"}}, "", "{type: integer, validation: cast}"},
      {{{"number", " 1"}}, "", "{type: integer, validation: cast}"},
      {{{"number", "1 "}}, "", "{type: integer, validation: cast}"},
      {{{"number", 1.0}}, "", "{type: integer, validation: cast}"},
      {{{"number", true}}, "", "{type: integer, validation: cast}"},
      {{{"number", "2147483647"}}, "2147483647"},
      {{{"number", "2147483648"}}, "", "{type: integer, validation: cast}"},
      {{{"number", "00000000000000000000000000000001"}}, "", "{type: integer, validation: cast}"},
      {{{"number", params{{"a", 1}}}}, "", "{type: integer, validation: cast}"},
      {{{"number", params::list({"1"})}}, "", "{type: integer, validation: cast}"},
      {{{"small", 32767}}, "32767"},
      {{{"small", 32768}}, "", "{type: integer, validation: cast}"},
      {{{"big", "9223372036854775807"}}, "9223372036854775807"},
      {{{"big", "9223372036854775808"}}, "", "{type: integer, validation: cast}"},
      {{{"number", nullptr}}, "same"},
      // floating
      {{{"floating", "1"}}, "1"},
      {{{"floating", "1.5"}}, "1.5"},
      {{{"floating", "1e3"}}, "1000"},
      {{{"floating", 2}}, "2"},
      {{{"floating", 2.5}}, "2.5"},
      {{{"floating", "1.5x"}}, "", "{type: float, validation: cast}"},
      {{{"floating", "nan"}}, "", "{type: float, validation: cast}"},
      {{{"floating", "1e999"}}, "", "{type: float, validation: cast}"},
      {{{"floating", true}}, "", "{type: float, validation: cast}"},
      // decimal
      {{{"exact", "1.50"}}, "1.50"},
      {{{"exact", 3}}, "3"},
      {{{"exact", 0.1}}, "0.1"},
      {{{"exact", "NaN"}}, "", "{type: decimal, validation: cast}"},
      {{{"exact", "Infinity"}}, "", "{type: decimal, validation: cast}"},
      {{{"exact", "1.5x"}}, "", "{type: decimal, validation: cast}"},
      // boolean
      {{{"flag", true}}, "true"},
      {{{"flag", "true"}}, "true"},
      {{{"flag", "1"}}, "true"},
      {{{"flag", false}}, "false"},
      {{{"flag", "false"}}, "false"},
      {{{"flag", "0"}}, "false"},
      {{{"flag", "on"}}, "", "{type: boolean, validation: cast}"},
      {{{"flag", "yes"}}, "", "{type: boolean, validation: cast}"},
      {{{"flag", 1}}, "", "{type: boolean, validation: cast}"},
      {{{"flag", 0}}, "", "{type: boolean, validation: cast}"},
      // text and bytes
      {{{"text", "a"}}, "\"a\""},
      {{{"text", 1}}, "", "{type: string, validation: cast}"},
      {{{"text", true}}, "", "{type: string, validation: cast}"},
      {{{"text", params::list({"a"})}}, "", "{type: string, validation: cast}"},
      {{{"text", "a\0b"s}}, "", "{type: string, validation: cast}"},
      {{{"text", "\xff"}}, "", "{type: string, validation: cast}"},
      {{{"bytes", "\xff"}}, "\\xff"},
      {{{"bytes", " "}}, "\\x20"},
      {{{"bytes", 1}}, "", "{type: binary, validation: cast}"},
      // uuid
      {{{"uuid", uuid_text}}, uuid_text},
      {{{"uuid", "00010203-0405-0607-0809-0A0B0C0D0E0F"}}, uuid_text},
      {{{"uuid", sixteen}}, uuid_text},
      {{{"uuid", "00010203"}}, "", "{type: uuid, validation: cast}"},
      // times
      {{{"day", "2024-02-29"}}, "2024-02-29"},
      {{{"day", "2024-02-29T10:00:00"}}, "2024-02-29"},
      {{{"day", "2023-02-30"}}, "", "{type: date, validation: cast}"},
      {{{"day", "2023-02-29"}}, "", "{type: date, validation: cast}"},
      {{{"day", params{{"year", "2024"}, {"month", 2}, {"day", "1"}}}}, "2024-02-01"},
      {{{"day", params{{"year", ""}, {"month", ""}, {"day", ""}}}}, "same"},
      {{{"day", params{{"year", "2024"}, {"month", ""}, {"day", "1"}}}}, "", "{type: date, validation: cast}"},
      {{{"day", "10:00:00"}}, "", "{type: date, validation: cast}"},
      {{{"day", 20240229}}, "", "{type: date, validation: cast}"},
      {{{"time", "10:20"}}, "10:20:00"},
      {{{"time", "10:20:30"}}, "10:20:30"},
      {{{"time", "10:20:30Z"}}, "10:20:30"},
      {{{"time", params{{"hour", "10"}, {"minute", "20"}}}}, "10:20:00"},
      {{{"time", "24:00:00"}}, "", "{type: time, validation: cast}"},
      {{{"time", "2024-02-29"}}, "", "{type: time, validation: cast}"},
      {{{"naive", "2024-02-29T10:20:30"}}, "2024-02-29 10:20:30"},
      {{{"naive", "2024-02-29 10:20"}}, "2024-02-29 10:20:00"},
      {{{"naive", "2024-02-29T10:20:30+02:00"}}, "2024-02-29 10:20:30"},
      {{{"naive", "2024-02-29"}}, "", "{type: naive_datetime, validation: cast}"},
      {{{"naive", 1}}, "", "{type: naive_datetime, validation: cast}"},
      {{{"utc", "2024-02-29T10:20:30Z"}}, "2024-02-29 10:20:30+00"},
      {{{"utc", "2024-02-29T10:20:30"}}, "2024-02-29 10:20:30+00"},
      {{{"utc", "2024-02-29T10:20:30+02:00"}}, "2024-02-29 08:20:30+00"},
      {{{"utc", "2024-02-29T25:20:30"}}, "", "{type: utc_datetime, validation: cast}"},
      {{{"span", "1 day"}}, "", "{type: duration, validation: cast}"},
      // enums
      {{{"kind", "essay"}}, "essay"},
      {{{"kind", "Essay"}}, "", "{validation: inclusion, enum: news, essay}"},
      {{{"kind", 1}}, "", "{validation: inclusion, enum: news, essay}"},
      // maps and lists
      {{{"doc", params{{"a", 1}}}}, "{\"a\":1}"},
      {{{"doc", "{}"}}, "", "{type: map, validation: cast}"},
      {{{"doc", params::list({1})}}, "", "{type: map, validation: cast}"},
      {{{"list", params::list({1, "2"})}}, "[1, 2]"},
      {{{"list", params::list({})}}, "[]"},
      {{{"list", params::list({1, "x"})}}, "", "{type: {array, integer}, validation: cast, source: 1}"},
      {{{"list", params::list({1, nullptr})}}, "", "{type: {array, integer}, validation: cast, source: 1}"},
      {{{"list", params::list({"", 1})}}, "[1]"},
      {{{"list", "1"}}, "", "{type: {array, integer}, validation: cast}"},
      {{{"list", params{{"0", 1}}}}, "", "{type: {array, integer}, validation: cast}"},
      {{{"texts", params::list({"a", nullptr, "", " "})}}, "[\"a\", null]"},
  };
  for (row const& one : rows) {
    std::string const field((*one.given.begin()).key());
    auto const cs = cast(Every{}, one.given, everything);
    INFO(debug_string(cs) << " for " << field << ", expected " << one.expected << one.meta);
    if (one.expected.empty()) {
      CHECK(changes(cs) == "{}");
      CHECK(said(cs) == lines{field + ": is invalid " + one.meta});
      CHECK_FALSE(cs.valid());
    } else {
      CHECK(changes(cs) == (one.expected == "same" ? "{}" : '{' + field + ": " + one.expected + '}'));
      CHECK(cs.valid());
    }
  }
}

TEST_CASE("cast: only what is permitted gets in") {
  params const given{{"title", "a"}, {"body", "b"}, {"id", 7}, {"password", "stolen"}, {"no_field", 1}};
  auto const cs = cast(Post{}, given, permit<&Post::title, &Post::subtitle>);
  CHECK(changes(cs) == "{title: \"a\"}");
  CHECK(cs.changed_fields() == names{"title"});
  CHECK(cs.unknown_params() == names{"body", "id", "no_field", "password"});
  CHECK(cs.given_params() == given);
  CHECK(cs.valid());
  CHECK(cs.action() == action::none);
  CHECK(cs.errors().empty());
  CHECK(cs.apply().id == 0);
  CHECK(cast(Post{}, given, permit<>).changes_empty());
}

TEST_CASE("cast: a field that is not named keeps its state, null is NULL, and the value that is there no change") {
  Post const post{.title = "t", .subtitle = "s", .upvotes = 3};
  CHECK(cast(post, {}, all_texts).changes_empty());
  CHECK(cast(post, {{"title", "t"}, {"subtitle", "s"}}, all_texts).changes_empty());
  auto const cleared =
      cast(post, {{"subtitle", nullptr}, {"upvotes", nullptr}}, permit<&Post::subtitle, &Post::upvotes>);
  CHECK(changes(cleared) == "{subtitle: null, upvotes: null}");
  REQUIRE(cleared.get_change<&Post::subtitle>() != nullptr);
  CHECK_FALSE(cleared.get_change<&Post::subtitle>()->has_value());
  CHECK_FALSE(cleared.apply().subtitle.has_value());
  CHECK(cast(Post{}, {{"subtitle", nullptr}}, all_texts).changes_empty());
  // null for a field that cannot be NULL gives it its default
  CHECK(changes(cast(post, {{"title", nullptr}}, all_texts)) == "{title: \"\"}");
  CHECK(changes(cast(Post{.score = 2}, {{"score", nullptr}}, permit<&Post::score>)) == "{score: 0.5}");
  CHECK(cast(Post{}, {{"score", nullptr}}, permit<&Post::score>).changes_empty());
}

TEST_CASE("cast: empty values give a field its default, and a stored value keeps its spaces") {
  Post const post{.title = "t", .subtitle = "s", .upvotes = 3, .score = 2};
  constexpr auto fields = permit<&Post::title, &Post::subtitle, &Post::upvotes, &Post::score, &Post::picture>;
  for (char const* const blank : {"", " ", " \t\n", "\u00a0\u2003\u3000"}) {
    params const given{{"title", blank}, {"subtitle", blank}, {"upvotes", blank}, {"score", blank}};
    auto const cs = cast(post, given, fields);
    CHECK(changes(cs) == "{title: \"\", subtitle: null, upvotes: null, score: 0.5}");
    CHECK(cs.valid());
  }
  CHECK(changes(cast(post, {{"title", "  a "}, {"subtitle", " b"}}, fields)) == "{title: \"  a \", subtitle: \" b\"}");
  // spaces are bytes as good as any
  CHECK(changes(cast(post, {{"picture", " "}}, fields)) == "{picture: \\x20}");
  CHECK(cast(post, {{"picture", ""}}, fields).changes_empty());
}

TEST_CASE("cast: empty values of one's own") {
  Post const post{.title = "t", .subtitle = "s"};
  cast_options const options{.empty_values = {"empty", "none"}};
  CHECK(changes(cast(post, {{"title", "empty"}, {"subtitle", "none"}}, all_texts, options))
        == "{title: \"\", subtitle: null}");
  // then "" and blanks are values
  CHECK(changes(cast(post, {{"title", ""}, {"subtitle", " "}}, all_texts, options))
        == "{title: \"\", subtitle: \" \"}");
  constexpr auto lists = permit<&Post::topics>;
  CHECK(changes(cast(post, {{"topics", params::list({"a", "none", ""})}}, lists, options))
        == "{topics: [\"a\", \"\"]}");
  cast_options const nothing{.empty_values = {}};
  CHECK(changes(cast(post, {{"subtitle", ""}}, all_texts, nothing)) == "{subtitle: \"\"}");
  CHECK(said(cast(post, {{"upvotes", ""}}, permit<&Post::upvotes>, nothing))
        == lines{"upvotes: is invalid {type: integer, validation: cast}"});
}

TEST_CASE("cast: empty elements of lists are dropped") {
  constexpr auto lists = permit<&Post::topics, &Post::marks>;
  params const given{{"topics", params::list({"", "a", " ", " b"})}, {"marks", params::list({"", 1, nullptr, "2"})}};
  CHECK(changes(cast(Post{}, given, lists)) == "{topics: [\"a\", \" b\"], marks: [1, null, 2]}");
  CHECK(changes(cast(Post{.topics = {"x"}}, {{"topics", params::list({""})}}, lists)) == "{topics: []}");
  CHECK(cast(Post{}, {{"topics", params::list({""})}}, lists).changes_empty());
  CHECK(changes(cast(Post{.topics = {"x"}}, {{"topics", ""}}, lists)) == "{topics: []}");
}

TEST_CASE("cast: forced changes are kept though they are equal") {
  Post const post{.title = "t", .upvotes = 3};
  cast_options const forced{.force_changes = true};
  CHECK(changes(cast(post, {{"title", "t"}}, all_texts, forced)) == "{title: \"t\"}");
  CHECK(changes(cast(Post{}, {{"subtitle", nullptr}}, all_texts, forced)) == "{subtitle: null}");
  CHECK(cast(post, {}, all_texts, forced).changes_empty());
}

TEST_CASE("cast: onto a changeset that has changes") {
  auto const first = cast(Post{.title = "t"}, {{"title", "a"}, {"body", "b"}}, all_texts);
  auto const second = cast(first, {{"body", "c"}, {"subtitle", "s"}}, permit<&Post::body, &Post::subtitle>);
  CHECK(changes(second) == "{title: \"a\", body: \"c\", subtitle: \"s\"}");
  // the same as the change that is there
  CHECK(changes(cast(first, {{"title", "a"}}, all_texts)) == "{title: \"a\", body: \"b\"}");
  // Against the change, not the data: like Ecto, a value may go back to what the data has and stay a change.
  CHECK(changes(cast(first, {{"title", "t"}}, all_texts)) == "{title: \"t\", body: \"b\"}");
  // a stage of a pipeline
  auto const piped =
      change(Post{}) | cast(params{{"title", "a"}}, all_texts) | cast(params{{"upvotes", 1}}, permit<&Post::upvotes>);
  CHECK(changes(piped) == "{title: \"a\", upvotes: 1}");
  // what one cast permitted is known to all
  CHECK(cast(first, {{"title", "x"}, {"other", 1}}, permit<&Post::subtitle>).unknown_params() == names{"other"});
}

TEST_CASE("cast: errors stand in the order of the fields, behind older ones") {
  params const given{{"title", 1}, {"upvotes", "x"}, {"score", "y"}, {"body", "b"}};
  constexpr auto fields = permit<&Post::upvotes, &Post::title, &Post::score, &Post::body>;
  auto const cs = cast(Post{}, given, fields);
  CHECK(said(cs)
        == lines{"upvotes: is invalid {type: integer, validation: cast}",
                 "title: is invalid {type: string, validation: cast}",
                 "score: is invalid {type: float, validation: cast}"});
  CHECK(changes(cs) == "{body: \"b\"}");
  auto const more = cast(change(Post{}) | add_error<&Post::body>("is dull"), given, fields);
  CHECK(more.errors().front().message() == "is dull");
  CHECK(more.errors().size() == 4);
  // refused once more is no second error
  CHECK(cast(cs, given, fields).errors().size() == 3);
  // a refusal leaves the change that is there
  auto const kept = cast(change(Post{}) | put<&Post::upvotes>(3), given, fields);
  CHECK(kept.get_change<&Post::upvotes>(0) == 3);
}

TEST_CASE("cast: a message of one's own") {
  cast_options const options{.message = [](std::string_view field, cast_error const& why) {
    return field == "title" ? std::string("must be text, not a number; ") + std::string(why.type) : std::string();
  }};
  auto const cs = cast(Post{}, {{"title", 1}, {"upvotes", "x"}}, permit<&Post::title, &Post::upvotes>, options);
  CHECK(said(cs)
        == lines{"title: must be text, not a number; string {type: string, validation: cast}",
                 "upvotes: is invalid {type: integer, validation: cast}"});
}

TEST_CASE("cast: params that are none") {
  auto const cs = cast(Post{.title = "t"}, invalid_params{}, all_texts);
  CHECK_FALSE(cs.valid());
  CHECK(cs.errors().empty());
  CHECK(cs.changes_empty());
  CHECK(cs.data().title == "t");
  auto const after = cast(change(Post{}) | put<&Post::title>("a"), invalid_params{}, all_texts);
  CHECK_FALSE(after.valid());
  CHECK(changes(after) == "{title: \"a\"}");
  // params of another shape hold no fields
  CHECK(cast(Post{}, params::list({"a"}), all_texts).changes_empty());
}

TEST_CASE("cast: a plain struct without a table") {
  constexpr auto fields = permit<&Search::words, &Search::page>;
  auto const good = cast(Search{}, {{"words", "a b"}, {"page", "2"}}, fields) | validate_required<&Search::words>();
  REQUIRE(good.valid());
  auto const made = apply_action(good, action::insert);
  REQUIRE(made.has_value());
  CHECK((made->words == "a b" && made->page == 2));
  auto const bad = cast(Search{}, {{"words", " "}, {"page", "two"}}, fields) | validate_required<&Search::words>();
  CHECK(errors_on(bad).to_string() == R"({words: ["can't be blank"], page: ["is invalid"]})");
}
