// SPDX-License-Identifier: BSL-1.0
// The same work on recto, with nothing set but the size of the pool.
#include "contender.hpp"

#include <recto/recto.hpp>

#include <utility>

namespace benchmark {

consteval auto Post::schema() { return recto::table("posts"); }
consteval auto Draft::schema() { return recto::table("drafts"); }

namespace {

using recto::col, recto::limit;

class on_recto final : public contender {
 public:
  explicit on_recto(char const* url) : repo_{{.conninfo = url, .pool_size = 1}} {}

  char const* name() const override { return "recto"; }

  std::optional<Post> get(std::int64_t id) override { return repo_.get<Post>(id); }

  std::vector<Post> all(std::int64_t after) override {
    return repo_.all(recto::from<Post> | where(col<&Post::id> > after) | order_by(asc(col<&Post::id>))
                     | limit(page_size));
  }

  void insert(Draft& draft) override { draft = repo_.insert(std::move(draft)); }

  void insert_all(std::vector<Draft> const& drafts) override { repo_.insert_all(drafts); }

 private:
  recto::repo repo_;
};

}  // namespace

std::unique_ptr<contender> make_recto(char const* url) { return std::make_unique<on_recto>(url); }

}  // namespace benchmark
