// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/field_error.hpp>
#include <support/test.hpp>

using namespace recto;

TEST_CASE("field error: values take their places in the message") {
  struct row {
    char const* message;
    error_meta meta;
    std::string expected;
  };
  row const rows[] = {
      {"is invalid", {}, "is invalid"},
      {"at least %{count}", {{"count", 3}}, "at least 3"},
      {"%{a}%{b}%{a}", {{"a", 1}, {"b", "x"}}, "1x1"},
      {"%{count}", {}, "%{count}"},
      {"%{count} of %{all}", {{"all", 9}}, "%{count} of 9"},
      {"100 %", {}, "100 %"},
      {"%{", {}, "%{"},
      {"a %{count", {{"count", 3}}, "a %{count"},
      {"%{}", {}, "%{}"},
      {"%{a%{count}", {{"count", 3}}, "%{a%{count}"},
      {"%{enum}", {{"enum", std::vector<std::string>{"a", "b"}}}, "a, b"},
      {"%{x}", {{"x", 0.5}}, "0.5"},
      {"%{x}", {{"x", true}}, "true"},
      {"%{x}", {{"x", "%{x}"}}, "%{x}"},
      {"", {{"x", 1}}, ""},
  };
  for (row const& one : rows) {
    INFO(one.message);
    field_error const problem("title", one.message, one.meta);
    CHECK(problem.to_string() == one.expected);
    CHECK(problem.message() == one.message);
    CHECK(problem.field() == "title");
  }
}

TEST_CASE("field error: another text with the same values") {
  field_error const problem("title", "should be at least %{count} character(s)", {{"count", 3}});
  CHECK(problem.interpolated("mindestens %{count} Zeichen") == "mindestens 3 Zeichen");
  CHECK(problem.interpolated("") == "");
}

TEST_CASE("field error: metadata as data") {
  field_error const problem("title", "x", {{"count", 3}, {"kind", "min"}, {"count", 4}});
  CHECK(problem.meta("count").integer() == 3);  // the first of a key counts
  CHECK(problem.meta("kind") == "min");
  CHECK(problem.meta("kind").type() == meta_value::kind::text);
  CHECK_FALSE(problem.meta("none"));
  CHECK(problem.meta().size() == 3);
  CHECK(problem == field_error("title", "x", {{"count", 3}, {"kind", "min"}, {"count", 4}}));
  CHECK_FALSE(problem == field_error("title", "x"));
}

TEST_CASE("meta values: kinds and their text") {
  CHECK(meta_value().to_string() == "");
  CHECK(meta_value(3).type() == meta_value::kind::integer);
  CHECK(meta_value(3u).integer() == 3);
  CHECK(meta_value(-3).to_string() == "-3");
  CHECK(meta_value(0.5).floating() == 0.5);
  CHECK(meta_value(1e300).to_string() == "1e+300");
  CHECK(meta_value(true).boolean());
  CHECK(meta_value(false).to_string() == "false");
  CHECK(meta_value("a").text() == "a");
  CHECK(meta_value(std::string("a")) == "a");
  CHECK(meta_value(std::vector<std::string>{"a", "b"}).list().size() == 2);
  CHECK(meta_value(std::vector<std::string>{}).to_string() == "");
  CHECK_FALSE(meta_value(3) == "3");
  CHECK_FALSE(meta_value(1) == meta_value(true));
}

TEST_CASE("custom message: text, or text with keys that hide equal ones") {
  using detail::make_error;
  error_meta const meta{{"count", 3}};
  CHECK(make_error("f", "usual", {}, meta) == field_error("f", "usual", meta));
  CHECK(make_error("f", "usual", "own", meta) == field_error("f", "own", meta));
  CHECK(make_error("f", "usual", {"own %{count}", {{"count", "three"}}}, meta).to_string() == "own three");
  // keys alone
  CHECK(make_error("f", "usual", {"", {{"code", 7}}}, meta) == field_error("f", "usual", {{"code", 7}, {"count", 3}}));
}
