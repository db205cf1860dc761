// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/nested.hpp>

#include "forms.hpp"

#include <recto/changeset/errors.hpp>

#include <memory>

using namespace recto;
using namespace forms;

TEST_CASE("nested: errors of one and of many") {
  auto const shout = [](void const*, field_error const& problem) { return problem.to_string() + "!"; };
  detail::error_formatter const format{.format = shout, .context = nullptr};
  auto const bad = change(Search{}) | add_error<&Search::words>("is dull");

  error_tree one;
  detail::nested_one<Search>(3, bad).collect(one, format);
  CHECK(one.to_string() == R"({words: ["is dull!"]})");

  error_tree many;
  detail::nested_many<Search>(3, {change(Search{}), bad}).collect(many, format);
  CHECK(many.to_string() == R"([[], {words: ["is dull!"]}])");
}

TEST_CASE("nested: a new value of the field ends what was nested in it") {
  auto cs = change(Post{});
  auto& nested = detail::changeset_access::nested(cs);
  auto const enter = [&] {
    nested.push_back(std::make_shared<detail::nested_one<Search>>(field_index<&Post::title>, change(Search{})));
  };
  enter();
  CHECK((cs | put<&Post::body>("b")).valid());
  cs.put<&Post::body>("b");
  CHECK(nested.size() == 1);
  cs.put<&Post::title>("a");
  CHECK(nested.empty());
  enter();
  cs.force<&Post::title>("a");
  CHECK(nested.empty());
  enter();
  cs.delete_change<&Post::title>();
  CHECK(nested.empty());
}
