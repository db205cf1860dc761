// SPDX-License-Identifier: BSL-1.0
#include <recto/types/json_embed.hpp>

#include <recto/schema/table.hpp>
#include <recto/types/array.hpp>
#include <recto/types/basic.hpp>
#include <recto/types/decimal.hpp>
#include <recto/types/json.hpp>
#include <unit/types/support.hpp>

using namespace recto;
using namespace recto::test;
using namespace std::chrono;

namespace {

enum class size { small, large };

// Kept as text elsewhere, and so in JSON.
struct email {
  std::string text = "@";
  bool operator==(email const&) const = default;
};

struct part {
  std::string name{};
  std::optional<int> weight{};
  bool operator==(part const&) const = default;
};

struct all_kinds {
  bool flag = false;
  std::int16_t tiny = 0;
  std::int64_t large = 0;
  double fraction = 0;
  std::string text{};
  std::optional<std::string> maybe{};
  decimal price{};
  size kind = size::small;
  email address{};
  boost::uuids::uuid id{};
  date day = 2000y / January / 1;
  time_of_day clock{};
  naive_datetime local{};
  utc_datetime moment{};
  interval span{};
  std::vector<std::byte> blob{};
  std::vector<std::optional<std::int32_t>> numbers{};
  std::vector<email> addresses{};
  json<part> document{};
  boost::json::value anything{};
  embeds_one<part> one{};
  embeds_many<part> many{};
  bool operator==(all_kinds const&) const = default;
};

struct with_schema {
  std::string name{};
  std::string password{};
  std::int32_t kind = 1;
  part plain{};  // no column type, yet an object

  static consteval auto schema() {
    return recto::virtual_field<&with_schema::password> | recto::source<&with_schema::kind>("type");
  }
  bool operator==(with_schema const&) const = default;
};

struct tree {
  std::string name{};
  embeds_many<tree> below{};
  bool operator==(tree const&) const = default;
};

template <class T>
std::string text_of(T const& value) {
  return std::string(detail::as_wire(value).text());
}
template <class T>
detail::embedded<T> hold(T value) {
  return {std::move(value)};
}
template <class T>
T read(std::string_view text) {
  return decoded<detail::embedded<T>>(text).value;
}

}  // namespace

template <>
struct recto::type<email> {
  using stored = std::string;
  static std::string const& dump(email const& value) { return value.text; }
  static email load(std::string&& text) {
    if (text.find('@') == std::string::npos) throw error{error_kind::invalid_value, "no @"};
    return {std::move(text)};
  }
};

static_assert(sql_type_of<embeds_one<part>> == sql_type{"jsonb", 3802, 3807});
static_assert(sql_type_of<embeds_many<part>> == sql_type{"jsonb", 3802, 3807});
static_assert(accepts_column<embeds_one<part>>(114) && !accepts_column<embeds_one<part>>(25));
static_assert(column_type<value_of<embeds_one<part>>> && column_type<embeds_many<part>>);

TEST_CASE("every built-in type has a form in JSON") {
  all_kinds const none{};
  CHECK(read<all_kinds>(encoded(hold(none))) == none);
  all_kinds some{.flag = true,
                 .tiny = -7,
                 .large = INT64_MAX,
                 .fraction = 0.1,
                 .text = "\"🐘\"",
                 .maybe = "x",
                 .price = decimal{"12345678901234567890.10"},
                 .kind = size::large,
                 .address = {"a@b"},
                 .day = 2026y / November / 20,
                 .clock = time_of_day{9h + 30min},
                 .local = naive_datetime{microseconds{1}},
                 .moment = utc_datetime{sys_days{2026y / November / 20} + 10h},
                 .span = {.months = 1, .days = -2, .time = 3s},
                 .blob = {std::byte{0}, std::byte{255}},
                 .numbers = {1, std::nullopt},
                 .addresses = {{"c@d"}},
                 .document = part{"p", 1},
                 .anything = {1, "x"},
                 .one = part{"q"},
                 .many = {part{"r", 3}, part{}}};
  some.id.data[15] = 0xab;
  CHECK(text_of(hold(some))
        == R"({"flag":true,"tiny":-7,"large":9223372036854775807,"fraction":1E-1,"text":"\"🐘\"","maybe":"x",)"
           R"("price":"12345678901234567890.10","kind":"large","address":"a@b",)"
           R"("id":"00000000-0000-0000-0000-0000000000ab","day":"2026-11-20","clock":"09:30:00",)"
           R"("local":"1970-01-01T00:00:00.000001","moment":"2026-11-20T10:00:00Z","span":"P1M-2DT3S","blob":"AP8=",)"
           R"("numbers":[1,null],"addresses":["c@d"],"document":{"name":"p","weight":1},"anything":[1,"x"],)"
           R"("one":{"name":"q","weight":null},"many":[{"name":"r","weight":3},{"name":"","weight":null}]})");
  CHECK(read<all_kinds>(encoded(hold(some))) == some);
}

TEST_CASE("reading takes missing and unknown keys, and names what is wrong by its path") {
  CHECK(read<all_kinds>("{}") == all_kinds{});
  CHECK(read<all_kinds>(R"({"unknown": {"x": []}, "tiny": 3})").tiny == 3);
  CHECK(read<all_kinds>(R"({"price": 12.5})").price == decimal{"12.5"});
  CHECK(read<all_kinds>(R"({"price": -3})").price == decimal{-3});
  CHECK(read<all_kinds>(R"({"price": 18446744073709551615})").price == decimal{"18446744073709551615"});
  CHECK(read<all_kinds>(R"({"price": 1e3})").price == decimal{1000});
  CHECK(read<all_kinds>(R"({"moment": "2026-11-20T12:00:00+02:00"})").moment
        == utc_datetime{sys_days{2026y / November / 20} + 10h});
  CHECK(read<all_kinds>(R"({"many": null, "one": null})") == all_kinds{});

  struct bad {
    char const* document;
    char const* message;
  };
  for (bad const& one : {
           bad{R"({"day": 5})", "JSON at $.day: expected a string, found int64"},
           bad{R"({"day": "2026-02-30"})", "JSON at $.day: the text is no value of the field's type"},
           bad{R"({"clock": "25:00"})", "JSON at $.clock: the text is no value of the field's type"},
           bad{R"({"moment": "now"})", "JSON at $.moment: the text is no value of the field's type"},
           bad{R"({"span": "1 day"})", "JSON at $.span: the text is no value of the field's type"},
           bad{R"({"id": "1"})", "JSON at $.id: the text is no value of the field's type"},
           bad{R"({"blob": "?"})", "JSON at $.blob: the text is no value of the field's type"},
           bad{R"({"price": true})", "JSON at $.price: expected a string, found bool"},
           bad{R"({"price": "12x"})", "JSON at $.price: the text is no number, or one with too many digits"},
           bad{R"({"price": 1e300})", "JSON at $.price: the text is no number, or one with too many digits"},
           bad{R"({"address": "nobody"})", "JSON at $.address: no @"},
           bad{R"({"address": 7})", "JSON at $.address: expected a string, found int64"},
           bad{R"({"kind": "huge"})", "JSON at $.kind: the text is no enumerator of the field's type"},
           bad{R"({"one": []})", "JSON at $.one: expected an object, found array"},
           bad{R"({"one": {"weight": "5"}})", "JSON at $.one.weight: expected a number, found string"},
           bad{R"({"many": {}})", "JSON at $.many: expected an array, found object"},
           bad{R"({"many": [{}, {"name": 1}]})", "JSON at $.many[1].name: expected a string, found int64"},
           bad{R"({"document": {"name": 1}})", "JSON at $.document.name: expected a string, found int64"},
       }) {
    INFO(one.document);
    CHECK(message_of([&] { read<all_kinds>(one.document); }) == one.message);
  }
}

TEST_CASE("a schema() says keys and what is left out") {
  with_schema const value{.name = "Ada", .password = "secret", .kind = 7, .plain = {"x", 1}};
  CHECK(text_of(hold(value)) == R"({"name":"Ada","type":7,"plain":{"name":"x","weight":1}})");
  CHECK(read<with_schema>(R"({"name": "Ada", "password": "stolen", "type": 7, "kind": 9})")
        == with_schema{.name = "Ada", .kind = 7});
}

TEST_CASE("an embeds_many is one array") {
  embeds_many<part> const parts{{"a", 1}, {"b", {}}};
  CHECK(text_of(parts) == R"([{"name":"a","weight":1},{"name":"b","weight":null}])");
  CHECK(round_trip(parts) == parts);
  CHECK(text_of(embeds_many<part>{}) == "[]");
  CHECK(decoded<embeds_many<part>>("\1null").empty());
  CHECK_ERROR(invalid_value, decoded<embeds_many<part>>("\1{}"));
  CHECK_ERROR(invalid_value, decoded<embeds_many<part>>("\1[1]"));
  CHECK_ERROR(invalid_value, decoded<embeds_many<part>>("\1["));
}

TEST_CASE("an embedded struct that jsonb cannot store is refused before it is sent") {
  using namespace std::string_literals;
  CHECK_ERROR(invalid_value, encoded(hold(part{.name = "a\0b"s})));
  CHECK_ERROR(invalid_value, encoded(hold(all_kinds{.fraction = std::numeric_limits<double>::infinity()})));
  CHECK_ERROR(invalid_value, encoded(hold(all_kinds{.kind = static_cast<size>(9)})));
  CHECK_ERROR(invalid_value, encoded(hold(all_kinds{.day = {}})));
}

TEST_CASE("embedded structs nest to a bounded depth") {
  tree root{.name = "root"};
  for (int i = 0; i < 50; ++i) root = tree{.name = "x", .below = {root}};
  CHECK(read<tree>(encoded(hold(root))) == root);
  for (int i = 0; i < 1000; ++i) root = tree{.below = {std::move(root)}};
  CHECK_ERROR(invalid_value, encoded(hold(root)));
}
