// SPDX-License-Identifier: BSL-1.0
#include <recto/types/decimal.hpp>

#include "server.hpp"

#include <random>
#include <string>

using namespace recto;
using namespace recto::test;

namespace {

std::string random_number(std::mt19937_64& random, std::size_t most) {
  std::size_t const before = random() % (most / 2);
  std::size_t const after = random() % (most / 2);
  std::string text = random() % 2 == 0 ? "-" : "";
  // Runs of zeros and nines are where groups of four and carries go wrong.
  auto digit = [&, kind = random() % 4]() mutable {
    if (random() % 6 == 0) kind = random() % 4;
    return kind == 0 ? '0' : kind == 1 ? '9' : static_cast<char>('0' + random() % 10);
  };
  for (std::size_t i = 0; i < before; ++i) text += digit();
  if (before == 0) text += '0';
  if (after != 0) text += '.';
  for (std::size_t i = 0; i < after; ++i) text += digit();
  return text;
}

std::string answer(std::string const& sql) { return std::string(cell(session().execute_unsafe(sql.c_str()))); }

decimal number(std::string const& sql) { return read_cell<decimal>(session().execute_unsafe(sql.c_str())); }

}  // namespace

TEST_CASE("the server prints our decimals") {
  std::string const nines(76, '9');
  for (std::string const& text :
       {std::string("0"), std::string("0.00"), std::string("19.90"), std::string("-0.0001"), std::string("10000"),
        std::string("99999999"), nines, "-" + nines, "0." + nines, "0." + std::string(75, '0') + "1"}) {
    decimal const value{text};
    CHECK(printed(value) == text);
    check_survives(value);
    CHECK(echoed(value).scale() == value.scale());
    CHECK(read_by_server<decimal>(text).to_string() == text);
  }
  CHECK(printed(decimal{"1e-16383"}) == decimal{"1e-16383"}.to_string());
}

TEST_CASE("money in and out") {
  CHECK(number("select sum(x) from (values (0.10), (0.20), (19.79)) t(x)").to_string() == "20.09");
  CHECK(number("select avg(x) from (values (1), (2)) t(x)").to_string() == "1.5000000000000000");
  CHECK(number("select 10 / 3.0").to_string() == "3.3333333333333333");
  CHECK(number("select 19.9::numeric(10,2)").to_string() == "19.90");
}

TEST_CASE("what a decimal cannot hold is an error") {
  for (char const* sql :
       {"select 'NaN'::numeric", "select 1e76::numeric", "select 1e5000::numeric", "select 1e-76 + 10"}) {
    INFO(sql);
    CHECK_ERROR(invalid_value, number(sql));
  }
  if (session().server_version() >= 140000) {
    CHECK_ERROR(invalid_value, number("select 'Infinity'::numeric"));
    CHECK_ERROR(invalid_value, number("select '-Infinity'::numeric"));
  }
}

TEST_CASE("random decimals: the same digits as the server's") {
  std::mt19937_64 random(20'400'101);
  for (int i = 0; i < 500; ++i) {
    std::string const text = random_number(random, 76);
    INFO(text);
    decimal const value{text};
    CHECK(printed(value) == answer("select (" + text + ")::text"));
    decimal const back = number("select (" + text + ")::numeric");
    CHECK(back == value);
    CHECK(back.to_string() == value.to_string());
  }
}

TEST_CASE("random arithmetic: the same results as the server's") {
  std::mt19937_64 random(20'500'101);
  for (int i = 0; i < 400; ++i) {
    std::string const left = random_number(random, 38);
    std::string const right = random_number(random, 38);
    decimal const a{left};
    decimal const b{right};
    INFO(left << " and " << right);
    std::string const pair = "(select (" + left + ")::numeric a, (" + right + ")::numeric b) t";
    CHECK((a + b).to_string() == answer("select (a + b)::text from " + pair));
    CHECK((a - b).to_string() == answer("select (a - b)::text from " + pair));
    CHECK((a * b).to_string() == answer("select (a * b)::text from " + pair));
    CHECK((a < b) == (answer("select (a < b)::text from " + pair) == "true"));
    CHECK((a == b) == (answer("select (a = b)::text from " + pair) == "true"));
    int const places = static_cast<int>(random() % 24) - 6;
    INFO("places " << places);
    CHECK(round(a, places).to_string() == answer("select round(a, " + std::to_string(places) + ")::text from " + pair));
    // The server's quotient has at least 16 digits; rounded once more it could differ only if they end in 5 exactly.
    if (!b.is_zero()) {
      decimal const quotient = divide(a, b, 4);
      decimal const twice = quotient * b * 2;
      decimal const error = a * 2 - twice;
      decimal const half_place = (b < 0 ? -b : b) * decimal{"0.0001"};
      CHECK((error < 0 ? -error : error) <= half_place);
    }
  }
}
