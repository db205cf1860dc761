// SPDX-License-Identifier: BSL-1.0
// The same work on recto, with nothing set but the size of the pool.
#include "recto_changesets.hpp"

#include <recto/recto.hpp>

#include <utility>

namespace benchmark {

namespace {

using recto::col, recto::limit;

class on_recto final : public contender {
 public:
  explicit on_recto(char const* url) : repo_{{.conninfo = url, .pool_size = 1}} {}

  char const* name() const override { return "recto"; }
  bool writes_changes() const override { return true; }
  bool casts() const override { return true; }

  std::optional<Post> get(std::int64_t id) override { return repo_.get<Post>(id); }

  std::vector<Post> all(std::int64_t after) override {
    return repo_.all(recto::from<Post> | where(col<&Post::id> > after) | order_by(asc(col<&Post::id>))
                     | limit(page_size));
  }

  void insert(Draft& draft) override { draft = repo_.insert(std::move(draft)); }

  void insert_all(std::vector<Draft> const& drafts) override { repo_.insert_all(drafts); }

  void insert_changeset(Draft& draft) override { benchmark::insert_changeset(repo_, draft); }

  void update(Post const& post, std::int32_t view_count) override { benchmark::update(repo_, post, view_count); }

  bool cast_form() override { return benchmark::cast_form(form_); }

 private:
  recto::params const form_{
      {"name", "Ada Lovelace"}, {"email", "ada@example.org"},      {"age", "36"},     {"city", "London"},
      {"country", "uk"},        {"password", "analytical engine"}, {"terms", "true"}, {"born", "1815-12-10T12:00:00Z"}};
  recto::repo repo_;
};

}  // namespace

std::unique_ptr<contender> make_recto(char const* url) { return std::make_unique<on_recto>(url); }

}  // namespace benchmark
