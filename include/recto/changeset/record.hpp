// SPDX-License-Identifier: BSL-1.0
// What a changeset knows beside its data and changes, and the rules by which it changes: plain code over a table of
// fields, so that a changeset of another struct costs the compiler a table.
// Layer 4.
#pragma once

#include <recto/base/error.hpp>
#include <recto/changeset/action.hpp>
#include <recto/changeset/cast_error.hpp>
#include <recto/changeset/cast_params.hpp>
#include <recto/changeset/cast_value.hpp>
#include <recto/changeset/constraint.hpp>
#include <recto/changeset/error_tree.hpp>
#include <recto/changeset/field_error.hpp>
#include <recto/changeset/field_operations.hpp>
#include <recto/changeset/params.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recto {

/// A validation that was asked for, as data for forms: `{"title", "length", {{"min", 3}}}`. Ecto: `validations/1`.
struct validation {
  std::string_view field{};
  std::string_view name{};
  error_meta meta{};

  friend bool operator==(validation const&, validation const&) = default;
};

/// Says that text of nothing but white space is no value.
struct blank_text {};

/// Which texts are no values: `blank_text{}`, or those of a list, which may be empty: `{"", "N/A"}`.
class empty_texts {
 public:
  empty_texts(blank_text) {}
  empty_texts(std::initializer_list<std::string_view> texts) : empty_texts(texts.begin(), texts.end()) {}
  empty_texts(std::vector<std::string> const& texts) : empty_texts(texts.begin(), texts.end()) {}

  /// Blank text in place of a list?
  bool are_blank() const noexcept { return are_blank_; }
  std::vector<std::string> const& texts() const noexcept { return texts_; }

 private:
  template <class Iterator>
  empty_texts(Iterator first, Iterator last) : are_blank_(false) {
    for (; first != last; ++first) texts_.emplace_back(*first);
  }

  std::vector<std::string> texts_{};
  bool are_blank_ = true;
};

/// How `cast` goes about it.
struct cast_options {
  /// Texts that count as no value and give the field its default. Left out: text of nothing but white space.
  empty_texts empty_values = blank_text{};
  /// Keep a change that is equal to the data.
  bool force_changes = false;
  /// The message of a field whose value could not be cast; "" for the usual one.
  std::string (*message)(std::string_view field, cast_error const& why) = nullptr;
};

namespace detail {

/// What casting did to a field.
enum class cast_effect : unsigned char { refused, same, changed };

/// Where one field is cast from and to.
struct cast_place {
  void const* current;
  void const* fresh;
  void* change;
  bool keep_same = false;
  bool is_empty = false;  // in: the input counts as no value; out: it was null
};

/// How one permitted field is cast.
struct cast_step {
  std::size_t field = 0;
  cast_effect (*cast)(cast_input const& input, array_options const& options, cast_place& place,
                      cast_error& why) = nullptr;
  bool is_bytes = false;
};

template <class Field>
cast_effect cast_field(cast_input const& input, array_options const& options, cast_place& place, cast_error& why) {
  auto const settle = [&](Field&& made) {
    if (!place.keep_same && same_value(*static_cast<Field const*>(place.current), made)) return cast_effect::same;
    *static_cast<Field*>(place.change) = std::move(made);
    return cast_effect::changed;
  };
  if (!place.is_empty) {
    auto made = cast_value<Field>(input, options);
    if (made) {
      if constexpr (is_optional<Field>) place.is_empty = !made->has_value();
      return settle(std::move(*made));
    }
    why = made.error();
    if (!why.is_null) return cast_effect::refused;
    place.is_empty = true;
  }
  return settle(Field(*static_cast<Field const*>(place.fresh)));
}

/// Metadata of a value that could not be cast.
template <class Error = cast_error>
[[gnu::cold]] error_meta meta_of_cast(Error const& why) {
  error_meta meta;
  if (!why.choices.empty()) {
    meta.push_back({"validation", why.validation});
    meta.push_back({"enum", std::vector<std::string>(why.choices.begin(), why.choices.end())});
  } else {
    meta.push_back({"type", why.type});
    meta.push_back({"validation", why.validation});
  }
  if (why.index != cast_error::no_index) meta.push_back({"source", why.index});
  for (cast_meta const& one : why.extra) meta.push_back({std::string(one.key), one.value});
  return meta;
}

/// The objects that the fields of a changeset are in.
struct changeset_objects {
  void const* data;
  void* changes;
  void const* fresh;  ///< a new object of the struct
};

inline void const* part(void const* object, changeset_field const& one) {
  return static_cast<char const*>(object) + one.offset;
}
inline void* part(void* object, changeset_field const& one) { return static_cast<char*>(object) + one.offset; }

/// The part of a changeset that is no template of its struct. A template all the same, so that a program without changesets
/// does not pay for it when it includes this.
template <class = void>
class basic_changeset_record {
 public:
  static constexpr std::uint64_t bit(std::size_t field) { return std::uint64_t{1} << field; }

  bool is_changed(std::size_t field) const { return (changed & bit(field)) != 0; }

  /// The value that the field would have: the change, else the data.
  void const* value(changeset_fields const& fields, changeset_objects const& in, std::size_t field) const {
    return part(is_changed(field) ? static_cast<void const*>(in.changes) : in.data, fields[field]);
  }

  void mark_changed(std::size_t field) {
    changed |= bit(field);
    given |= bit(field);
  }

  /// Forgets a change.
  void drop_change(changeset_fields const& fields, changeset_objects const& in, std::size_t field) {
    if (!is_changed(field)) return;
    changed &= ~bit(field);
    fields[field].how->assign(part(in.changes, fields[field]), part(in.fresh, fields[field]));
  }

  /// Casts the permitted fields. What is refused goes behind the errors that are there, as in Ecto.
  void cast(changeset_fields const& fields, changeset_objects const& in, recto::params const& from,
            std::span<cast_step const> steps, cast_options const& options) {
    std::vector<std::string_view> dropped;
    for (std::string const& one : options.empty_values.texts()) dropped.emplace_back(one);
    trims = options.empty_values.are_blank();
    empties = options.empty_values.texts();
    array_options const in_arrays{.drop_blank = trims, .drop_values = dropped};
    for (cast_step const& step : steps) {
      permitted |= bit(step.field);
      found_param const input = from.find(fields[step.field].name);
      if (input) cast_one(fields, in, as_input(*input), step, in_arrays, options);
    }
    params_given.push_back(from);
  }

  /// Is there nothing in a field? See `validate_required`.
  bool is_missing(changeset_fields const& fields, changeset_objects const& in, std::size_t field) const {
    changeset_field const& one = fields[field];
    void const* const now = value(fields, in, field);
    if (one.how->is_zero == nullptr) return one.how->is_blank(now, {.are_blank = trims, .texts = empties});
    bool const unset = (emptied & bit(field)) != 0 || ((given & bit(field)) == 0 && is_new(fields, in));
    return unset && one.how->is_zero(now) && one.how->is_zero(part(in.fresh, one));
  }

  /// Does the data look like it was never stored: is its key what a new object has (or, without a key, all of it)?
  bool is_new(changeset_fields const& fields, changeset_objects const& in) const {
    bool has_key = false;
    for (changeset_field const& one : fields) has_key = has_key || one.is_key;
    for (changeset_field const& one : fields) {
      if (has_key && !one.is_key) continue;
      if (!one.how->same(part(in.data, one), part(in.fresh, one))) return false;
    }
    return true;
  }

  /// Takes over what another changeset of the same data knows; the changes themselves are the caller's.
  void absorb(basic_changeset_record&& other) {
    changed |= other.changed;
    given |= other.given;
    emptied = (emptied & ~other.given) | other.emptied;
    permitted |= other.permitted;
    required |= other.required;
    filters |= other.filters;
    append_new(errors, other.errors);
    append_new(validations, other.validations);
    append_new(constraints, other.constraints);
    for (recto::params& one : other.params_given) params_given.push_back(std::move(one));
    if (what == action::none) what = other.what;
    is_valid = is_valid && other.is_valid;
    trims = other.trims;
    empties = std::move(other.empties);
  }

  /// Newest first, as in Ecto.
  void add_error(field_error problem) {
    errors.insert(errors.begin(), std::move(problem));
    is_valid = false;
  }
  void add_errors(std::vector<field_error> problems) {
    if (problems.empty()) return;
    // One pass, however many there are: a rule may find something wrong with each element of a list from outside.
    for (field_error& known : errors) problems.push_back(std::move(known));
    errors = std::move(problems);
    is_valid = false;
  }

  bool has_error(std::string_view field) const {
    for (field_error const& one : errors)
      if (one.field() == field) return true;
    return false;
  }

  /// What was given for a key, by the newest params that have it.
  found_param param(std::string_view key) const {
    for (std::size_t i = params_given.size(); i-- > 0;)
      if (found_param const found = params_given[i].find(key)) return found;
    return {};
  }

  /// Keys of params that validations look at.
  std::vector<std::string> params_beside_fields() const {
    std::vector<std::string> keys;
    for (validation const& one : validations) {
      if (one.name == "acceptance") keys.emplace_back(one.field);
      if (one.name == "confirmation") keys.emplace_back(one.field).append("_confirmation");
    }
    return keys;
  }

  std::uint64_t changed = 0;    // fields with a change
  std::uint64_t given = 0;      // fields that were given a value, even if it was the one they had
  std::uint64_t emptied = 0;    // fields that were given nothing: null, or an empty value
  std::uint64_t permitted = 0;  // fields that were cast
  std::uint64_t required = 0;   // fields that were asked for
  std::uint64_t filters = 0;    // fields that must be as they were when the row is written
  std::vector<field_error> errors{};
  std::vector<declared_constraint> constraints{};
  std::vector<validation> validations{};
  std::vector<recto::params> params_given{};
  recto::action what = action::none;
  bool is_valid = true;
  bool trims = true;  // text of nothing but white space is an empty value, else those in `empties`
  std::vector<std::string> empties{};

 private:
  template <class Element>
  static void append_new(std::vector<Element>& to, std::vector<Element> const& more) {
    for (Element const& one : more) {
      bool known = false;
      for (Element const& there : to) known = known || there == one;
      if (!known) to.push_back(one);
    }
  }

  bool is_empty_value(cast_input const& input, cast_step const& step, array_options const& in_arrays) const {
    if (input.kind != input_kind::text) return false;
    for (std::string_view const one : in_arrays.drop_values)
      if (input.text == one) return true;
    return in_arrays.drop_blank && (step.is_bytes ? input.text.empty() : is_blank(input.text));
  }

  void cast_one(changeset_fields const& fields, changeset_objects const& in, cast_input const& input,
                cast_step const& step, array_options const& in_arrays, cast_options const& options) {
    changeset_field const& one = fields[step.field];
    void* const slot = part(in.changes, one);
    void const* const current = value(fields, in, step.field);
    cast_place place{.current = current,
                     .fresh = part(in.fresh, one),
                     .change = slot,
                     .keep_same = options.force_changes,
                     .is_empty = is_empty_value(input, step, in_arrays)};
    cast_error why;
    cast_effect const effect = step.cast(input, in_arrays, place, why);
    if (effect == cast_effect::refused) return refuse(one.name, why, options);
    emptied = place.is_empty ? emptied | bit(step.field) : emptied & ~bit(step.field);
    given = place.is_empty ? given & ~bit(step.field) : given | bit(step.field);
    if (effect == cast_effect::changed) changed |= bit(step.field);
  }

  [[gnu::cold]] void refuse(std::string_view name, cast_error const& why, cast_options const& options) {
    std::string const message = options.message != nullptr ? options.message(name, why) : std::string();
    field_error problem{name, message.empty() ? why.message : std::string_view(message), meta_of_cast(why)};
    is_valid = false;
    for (field_error const& known : errors)
      if (known == problem) return;  // cast once more
    errors.push_back(std::move(problem));
  }
};
using changeset_record = basic_changeset_record<>;

}  // namespace detail

}  // namespace recto
