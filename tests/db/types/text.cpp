// SPDX-License-Identifier: BSL-1.0
#include <recto/types/bytes.hpp>
#include <recto/types/text.hpp>
#include <recto/types/uuid.hpp>

#include "server.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

using namespace recto;
using namespace recto::test;
using namespace std::string_literals;

TEST_CASE("text survives") {
  for (std::string const& text : {""s, "a"s, " padded "s, "O'Reilly \"quoted\" \\ $1 NULL"s, "\x01\x7f\t\r\n"s,
                                  "Zoë 漢字 🐘𝔘"s, std::string(1 << 20, 'x')}) {
    CHECK(printed(text) == text);
    check_survives(text);
  }
}

TEST_CASE("all kinds of text are read into a string") {
  for (char const* sql :
       {"select 'abc'::text", "select 'abc'::varchar(5)", "select 'abc'::name", "select 'abc'::char(3)"}) {
    INFO(sql);
    CHECK(read_cell<std::string>(session().execute_unsafe(sql)) == "abc");
  }
  CHECK(read_cell<std::string>(session().execute_unsafe("select 'a'::char(3)")) == "a  ");
}

TEST_CASE("text that is no UTF-8 is refused by the server") {
  CHECK_ERROR(invalid_value, printed("\xff"s));
  CHECK_ERROR(invalid_value, printed("\xed\xa0\x80"s));  // half of a surrogate pair
}

TEST_CASE("bytes survive") {
  reset_session();
  std::vector<std::byte> all;
  for (int i = 0; i < 256; ++i) all.push_back(static_cast<std::byte>(i));
  for (auto const& value :
       {std::vector<std::byte>{}, {std::byte{0}}, all, std::vector<std::byte>(1 << 20, std::byte{'\\'})}) {
    check_survives(value);
  }
  CHECK(printed(std::vector<std::byte>{std::byte{0}, std::byte{0xab}}) == "\\x00ab");
}

TEST_CASE("uuids survive") {
  boost::uuids::uuid id{};
  CHECK(printed(id) == "00000000-0000-0000-0000-000000000000");
  for (unsigned char i = 0; i < 16; ++i) *(id.begin() + i) = static_cast<unsigned char>(0x11 * i);
  CHECK(printed(id) == "00112233-4455-6677-8899-aabbccddeeff");
  check_survives(id);
  std::fill(id.begin(), id.end(), static_cast<unsigned char>(255));
  check_survives(id);
}
