// SPDX-License-Identifier: BSL-1.0
#include <recto/pg/prepared.hpp>
#include <support/test.hpp>

#include <cstdint>
#include <string>

TEST_CASE("an entry stays where it is while others are added") {
  recto::detail::prepared_statements statements;
  auto& first = statements[1];
  CHECK(!first.prepared);
  first.types_checked = true;
  for (std::uint32_t number = 2; number < 5000; ++number) statements[number].prepared = true;
  CHECK(&statements[1] == &first);
  CHECK(statements[1].types_checked);
  CHECK(!statements[1].prepared);
  CHECK(statements[4999].prepared);
}

TEST_CASE("a number far away costs no more than its block") {
  recto::detail::prepared_statements statements;
  statements[1'000'000].prepared = true;
  CHECK(statements[1'000'000].prepared);
  CHECK(!statements[3].prepared);
}

TEST_CASE("each name is another one, and the longest fits") {
  recto::detail::prepared_statement entry;
  entry.rename(17);
  CHECK(entry.name.data() == std::string("r17"));
  entry.rename(17);
  CHECK(entry.name.data() == std::string("r17_1"));
  entry.generation = 65535;
  entry.rename(4294967295);
  CHECK(entry.name.data() == std::string("r4294967295_65535"));
}

TEST_CASE("what is forgotten is checked anew") {
  recto::detail::prepared_statement entry{
      .prepared = true, .ready = true, .types_checked = true, .target_checked = true, .group = 3};
  entry.forget();
  CHECK(!entry.prepared);
  CHECK(!entry.ready);
  CHECK(!entry.target_checked);
  CHECK(!entry.types_checked);
  CHECK(entry.group == 0);
}
