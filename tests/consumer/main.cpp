// SPDX-License-Identifier: BSL-1.0
// A program of somebody else: it must compile, link with libpq and fmt, and run where no server is.
#include <recto/recto.hpp>

#include <cstdio>

namespace {

struct Post {
  std::int64_t id{};
  std::string title{};

  static consteval auto schema() { return recto::table("posts"); }
};

constexpr auto first_posts = recto::from<Post> | recto::limit(3);
static_assert(recto::sql_of<decltype(first_posts)>.starts_with("SELECT "));

}  // namespace

int main() {
  try {
    recto::repo repo{{.conninfo = "host=/nonexistent connect_timeout=1"}};
    return repo.all(first_posts).empty() ? 1 : 2;
  } catch (recto::error const& error) {
    std::printf("%s\n", error.what());
    return error.kind() == recto::error_kind::connection ? 0 : 3;
  }
}
