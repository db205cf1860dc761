// SPDX-License-Identifier: BSL-1.0
#include <recto/types/json_events.hpp>
#include <support/test.hpp>

#include <charconv>

using recto::detail::fits_double;

namespace {

/// Writes down what it is told, and ends the document after so many events.
struct recorder {
  std::string seen{};
  int left = 1000;

  bool note(std::string_view what) {
    seen += what;
    return --left > 0;
  }
  bool begin_map() { return note("{"); }
  bool begin_list() { return note("["); }
  bool end() { return note("."); }
  void part(std::string_view text) { seen += text; }
  void key(std::string_view rest) { note(std::string(rest) + ":"); }
  bool text(std::string_view rest) { return note(std::string(rest) + "'"); }
  bool digits(std::string_view text) { return note("<" + std::string(text) + ">"); }
  bool integer(std::int64_t value) { return note(std::to_string(value) + "i"); }
  bool boolean(bool value) { return note(value ? "T" : "F"); }
  bool null() { return note("N"); }
  bool floating(double value) {
    char buffer[32];
    return note(std::string(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr) + "f");
  }
};

std::string events(std::string_view text, int most = 1000) {
  recorder sink{.left = most};
  std::string const problem = recto::detail::read_json_events(text, 8, sink);
  return problem.empty() ? sink.seen : sink.seen + " ! " + problem;
}

}  // namespace

TEST_CASE("a document as events") {
  CHECK(events(R"({"a": [1, -2, 2.5, "x", true, false, null, {}], "b": ""})") == "{a:[1i-2i2.5fx'TFN{..b:'.");
  CHECK(events(R"(["a\tb", {"\u0041b": 0}])") == "[a\tb'{Ab:0i..");
  CHECK(events("[1") == "[1i ! incomplete JSON at byte 2");
  CHECK(events("1 2") == "1i ! extra data at byte 2");
  CHECK(events("[[[[[[[[]]]]]]]]") == "[[[[[[[[........");
  CHECK_THAT(events("[[[[[[[[[]]]]]]]]]"), recto::test::contains(" ! too deep at byte "));
}

TEST_CASE("a sink that says false ends the document") {
  for (int most = 1; most < 12; ++most) {
    std::string const seen = events(R"([1, 2.5, 99999999999999999999, "x", true, null, {"k": []}])", most);
    INFO(seen);
    CHECK(seen.find(" ! ") != std::string::npos);
  }
}

TEST_CASE("numbers keep their digits") {
  CHECK(events("[9223372036854775807,9223372036854775808,-9223372036854775808,-9223372036854775809]")
        == "[9223372036854775807i<9223372036854775808>-9223372036854775808i<-9223372036854775809>.");
  CHECK(events("18446744073709551616") == "<18446744073709551616>");
  CHECK(events("[1e999,-1e999,1e-999]") == "[<1e999><-1e999>0f.");
  CHECK(events("-1001657.6416015625") == "<-1001657.6416015625>");
  CHECK(events("[0.1,1.10,1E2,123456789.012345]") == "[0.1f1.1f100f123456789.012345f.");
  CHECK(events("[0.1234567890123456]") == "[<0.1234567890123456>.");
}

TEST_CASE("15 digits fit a double") {
  for (char const* number : {"0.0", "1.5", "-1.5e300", "123456789012345.0", "0.00000000000000000000123",
                             "1000000000000000000.0", "100000000000000e5"})
    CHECK(fits_double(number));
  for (char const* number : {"1234567890123456.5", "0.1234567890123456", "1000000000000000.1", "1.0000000000000001e5"})
    CHECK_FALSE(fits_double(number));
}
