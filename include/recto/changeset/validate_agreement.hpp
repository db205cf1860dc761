// SPDX-License-Identifier: BSL-1.0
// Validators that look at the params themselves: `validate_acceptance` (was the box ticked?) and `validate_confirmation`
// (was the same typed twice?).
// Layer 4.
#pragma once

#include <recto/changeset/cast_number.hpp>
#include <recto/changeset/cast_params.hpp>
#include <recto/changeset/validate.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace recto {

/// Options of `validate_confirmation`.
struct confirmation_options {
  bool required = false;  ///< is it an error if there is no confirmation?
  custom_message message{};
};

/// The name of a param, known when the program is compiled.
struct param_name {
  std::string_view text;

  consteval param_name(char const* literal) : text(literal) {}
};

namespace detail {

template <class Record>
void check_acceptance(Record& record, std::string_view name, custom_message const& message) {
  note_validation(record, name, "acceptance");
  if (record.params_given.empty()) return;
  found_param const given = record.param(name);
  bool accepted = false;
  if (given && cast_rule<bool>::read(as_input(*given), accepted) == cast_outcome::made && accepted) return;
  record.add_error(make_error(name, "must be accepted", message, {{"validation", "acceptance"}}));
}

template <class Record>
void check_confirmation(Record& record, std::string_view name, confirmation_options const& options) {
  if (record.params_given.empty()) return;
  error_meta noted;
  if (options.required) noted.push_back({"required", true});
  note_validation(record, name, "confirmation", std::move(noted));
  std::string const key = std::string(name) + "_confirmation";
  found_param const given = record.param(name);
  found_param const again = record.param(key);
  if (again) {
    bool const same = given ? *given == *again : again->is_null();
    if (!same)
      record.add_error(
          make_error(key, "does not match confirmation", options.message, {{"validation", "confirmation"}}));
  } else if (options.required) {
    record.add_error(make_error(key, "can't be blank", options.message, {{"validation", "required"}}));
  }
}

struct acceptance_stage {
  std::string_view name;
  custom_message message;

  template <class T>
  changeset<T> operator()(changeset<T> of) const {
    check_acceptance(changeset_access::record(of), name, message);
    return of;
  }
};

template <auto Member>
struct accepted_field_stage {
  custom_message message;

  template <class T>
  changeset<T> operator()(changeset<T> of) const {
    if constexpr (assert_validator<T, Member, std::same_as<value_of<member_type<Member>>, bool>,
                                   "validate_acceptance">())
      check_acceptance(changeset_access::record(of), member_name<Member>, message);
    return of;
  }
};

template <auto Member>
struct confirmation_stage {
  confirmation_options options;

  template <class T>
  changeset<T> operator()(changeset<T> of) const {
    if constexpr (assert_field<T, Member>())
      check_confirmation(changeset_access::record(of), member_name<Member>, options);
    return of;
  }
};

}  // namespace detail

/// The param must be true, as the cast to a boolean has it: true, "true" or "1". Nothing is asked of a changeset that
/// was given no params. Error: "must be accepted", {validation: acceptance}. Ecto: `validate_acceptance`.
template <auto Member>
detail::accepted_field_stage<Member> validate_acceptance(message_option options = {}) {
  return {std::move(options.message)};
}
/// The same of a param that is no field: `validate_acceptance("terms_of_service")`.
inline detail::acceptance_stage validate_acceptance(param_name name, message_option options = {}) {
  return {name.text, std::move(options.message)};
}

/// The param `<field>_confirmation` must be what was given for the field, in the same form. If it is not there, it is an
/// error only if it is required. Nothing is asked of a changeset that was given no params. Errors, all under
/// `<field>_confirmation`: "does not match confirmation", {validation: confirmation}; "can't be blank",
/// {validation: required}. Ecto: `validate_confirmation`.
template <auto Member>
detail::confirmation_stage<Member> validate_confirmation(confirmation_options options = {}) {
  return {std::move(options)};
}

}  // namespace recto
