// SPDX-License-Identifier: BSL-1.0
#include "recto_changesets.hpp"

#include <recto/changeset/format.hpp>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace benchmark {

namespace {

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

}  // namespace

void insert_changeset(recto::repo& repo, Draft& draft) { draft = repo.insert(recto::change(std::move(draft))).value(); }

void update(recto::repo& repo, Post const& post, std::int32_t view_count) {
  if (!repo.update(recto::change(post) | recto::put<&Post::view_count>(view_count)))
    throw std::runtime_error("the update was refused");
}

bool cast_form(recto::params const& form) { return registration(form).valid(); }

}  // namespace benchmark
