// SPDX-License-Identifier: BSL-1.0
#include <recto/sql/executor.hpp>
#include <support/fake_connection.hpp>
#include <support/test.hpp>

#include <memory>
#include <set>
#include <thread>
#include <vector>

using recto::number_of;
using recto::statement;

static_assert(recto::executor<recto::test::fake_connection>);
static_assert(recto::statement_result<recto::test::fake_result>);
static_assert(!recto::executor<int> && !recto::statement_result<int>);

TEST_CASE("statements are numbered by their first use") {
  statement const first("SELECT 1", nullptr, nullptr, 0);
  statement const second("SELECT 1", nullptr, nullptr, 0);
  CHECK(first.number == 0u);
  std::uint32_t const number = number_of(first);
  CHECK(number > 0);
  CHECK(number_of(first) == number);
  CHECK(number_of(second) == number + 1);  // the same text is another statement
}

TEST_CASE("threads that meet at a statement agree on its number") {
  constexpr std::size_t threads = 4;
  std::vector<std::unique_ptr<statement>> statements(50);
  for (auto& one : statements) one = std::make_unique<statement>("SELECT 1", nullptr, nullptr, std::uint16_t{0});
  std::vector<std::vector<std::uint32_t>> seen(threads);
  std::vector<std::thread> running{};
  for (auto& numbers : seen)
    running.emplace_back([&] {
      for (auto const& one : statements) numbers.push_back(number_of(*one));
    });
  for (auto& one : running) one.join();
  for (auto const& numbers : seen) CHECK(numbers == seen[0]);
  CHECK(std::set<std::uint32_t>(seen[0].begin(), seen[0].end()).size() == statements.size());
}

TEST_CASE("a connection is settled by default") {
  recto::connection_settings const settings{};
  CHECK(settings.prepare == recto::prepare::named);
  CHECK(settings.connect_timeout == std::chrono::seconds(5));
  CHECK(settings.on_notice == nullptr);
}
