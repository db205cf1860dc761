// SPDX-License-Identifier: BSL-1.0
// The same work on recto, with nothing set but the size of the pool.
#include "contender.hpp"

#include <recto/changeset/format.hpp>
#include <recto/recto.hpp>

#include <stdexcept>
#include <utility>

namespace benchmark {

consteval auto Post::schema() { return recto::table("posts"); }
consteval auto Draft::schema() { return recto::table("drafts"); }

namespace {

using recto::col, recto::limit;

/// What a form brings, and what is asked of it.
struct Form {
  std::string name{};
  std::string email{};
  std::optional<std::int32_t> age{};
  std::string city{};
  std::string country{};
  std::string password{};
  bool terms = false;
  timestamp born{};
};

recto::changeset<Form> registration(recto::params const& given) {
  using namespace recto;
  return cast(Form{}, given,
              permit<&Form::name, &Form::email, &Form::age, &Form::city, &Form::country, &Form::password, &Form::terms,
                     &Form::born>)
       | validate_required<&Form::name, &Form::email, &Form::password>()
       | validate_format<&Form::email, R"(^[^\s]+@[^\s]+\.[^\s]+$)">() | validate_length<&Form::password>({.min = 8})
       | validate_number<&Form::age>({.greater_than = 0, .less_than = 150})
       | validate_inclusion<&Form::country>({"de", "fr", "uk"});
}

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

  void insert_changeset(Draft& draft) override { draft = repo_.insert(recto::change(std::move(draft))).value(); }

  void update(Post const& post, std::int32_t view_count) override {
    if (!repo_.update(recto::change(post) | recto::put<&Post::view_count>(view_count)))
      throw std::runtime_error("the update was refused");
  }

  bool cast_form() override { return registration(form_).valid(); }

 private:
  recto::params const form_{
      {"name", "Ada Lovelace"}, {"email", "ada@example.org"},      {"age", "36"},     {"city", "London"},
      {"country", "uk"},        {"password", "analytical engine"}, {"terms", "true"}, {"born", "1815-12-10T12:00:00Z"}};
  recto::repo repo_;
};

}  // namespace

std::unique_ptr<contender> make_recto(char const* url) { return std::make_unique<on_recto>(url); }

}  // namespace benchmark
