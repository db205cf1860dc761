// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/print.hpp>

#include "forms.hpp"

using namespace recto;
using namespace forms;

TEST_CASE("print: a changeset formats as debug_string has it") {
  auto const cs = change(Post{}) | put<&Post::title>("a") | put<&Post::password>("hunter2");
  CHECK(fmt::format("{}", cs) == debug_string(cs));
  CHECK(fmt::format("{:.16}", cs) == "#changeset<Post ");
  CHECK(fmt::format("{}", cs).find("hunter2") == std::string::npos);
}
