// SPDX-License-Identifier: BSL-1.0
// Any text as form data, as JSON, and as form data whose values are JSON, cast into a struct with a field of each built-in type. Nothing is thrown; only
// permitted fields change or have errors; what was cast can be sent, is the same when its own text is cast again, and is
// no change of the struct that has it.
#include "form_input.hpp"

#include <recto/changeset/cast.hpp>
#include <recto/changeset/change.hpp>
#include <recto/changeset/debug_string.hpp>
#include <recto/changeset/validate.hpp>
#include <recto/types/basic.hpp>
#include <recto/types/decimal.hpp>
#include <recto/types/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace recto;
using fuzz::check_sent;
using fuzz::complain;

enum class flavour { sweet, sour, salt_ };

struct Cone {
  std::int64_t id{};
  bool boolean{};
  std::int16_t small{};
  std::optional<std::int32_t> integer{};
  std::int64_t large = -1;
  float single{};
  std::optional<double> number{};
  std::optional<decimal> price{};
  std::string text{};
  std::optional<std::string> note{};
  std::vector<std::byte> bytes{};
  std::optional<boost::uuids::uuid> uuid{};
  flavour taste = flavour::sour;
  std::optional<date> day{};
  std::optional<std::chrono::sys_days> days{};
  std::optional<time_of_day> time{};
  std::optional<naive_datetime> naive{};
  utc_datetime moment{};
  std::vector<std::string> texts{};
  std::vector<std::optional<std::int32_t>> integers{};
  std::vector<flavour> tastes{};
  std::optional<boost::json::value> document{};
  // not permitted
  std::string owner = "somebody";
  bool admin{};
  std::optional<std::int32_t> discount{};
};

constexpr auto allowed =
    permit<&Cone::boolean, &Cone::small, &Cone::integer, &Cone::large, &Cone::single, &Cone::number, &Cone::price,
           &Cone::text, &Cone::note, &Cone::bytes, &Cone::uuid, &Cone::taste, &Cone::day, &Cone::days, &Cone::time,
           &Cone::naive, &Cone::moment, &Cone::texts, &Cone::integers, &Cone::tastes, &Cone::document>;

template <class T>
bool same(T const& left, T const& right) {
  return recto::detail::same_value(left, right);
}

/// The value from its own text. Whether there is one that `cast` reads: the texts of bytes and booleans are PostgreSQL's,
/// and a year may have a digit too many or be before the first.
template <class T>
bool is_same_again(T const& value) {
  if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::vector<std::byte>>) {
    return true;
  } else if constexpr (std::is_same_v<T, boost::json::value>) {
    auto const again = params::from_json(boost::json::serialize(value));
    auto const second = again ? cast_value<T>(recto::detail::as_input(*again)) : cast_value<T>("none");
    return second && same(*second, value);
  } else if constexpr (recto::detail::is_vector<T>) {
    for (auto const& element : value)
      if (!is_same_again(element)) return false;
    return true;
  } else if constexpr (requires { value.has_value(); }) {
    return !value || is_same_again(*value);
  } else {
    std::string text;
    append_literal(text, value);
    if (text.ends_with(" BC") || text.starts_with("10000-01-01 ")) return true;
    auto const second = cast_value<T>(text);
    return second && same(*second, value);
  }
}

template <auto Member>
void check_field(changeset<Cone> const& made) {
  auto const* const change = made.get_change<Member>();
  if (change == nullptr) return;
  if (!same(made.get_field<Member>(), *change)) complain("another field than the change", member_name<Member>);
  if (!is_same_again(*change)) complain("another value from its own text", member_name<Member>);
  if constexpr (requires { change->has_value(); }) {
    if (*change) check_sent(**change);
  } else {
    check_sent(*change);
  }
}

template <auto... Members>
void check_fields(changeset<Cone> const& made, recto::detail::permitted_fields<Members...>) {
  (check_field<Members>(made), ...);
  for (field_error const& one : made.errors()) {
    if (((one.field() != member_name<Members>) && ...)) complain("an error of another field", one.field());
    if (one.message() != "is invalid") complain("another message", one.message());
  }
  for (std::string_view const name : made.changed_fields())
    if (((name != member_name<Members>) && ...)) complain("a change that is not permitted", name);
  for (std::string_view const name : made.unknown_params())
    if (((name == member_name<Members>) || ...)) complain("a permitted field is unknown", name);
}

void check(Cone const& data, params const& given) {
  changeset<Cone> const made = cast(data, given, allowed);
  check_fields(made, allowed);
  if (made.valid() != made.errors().empty()) complain("valid with errors, or invalid without");
  Cone const changed = apply_changes(made);
  if (changed.id != data.id || changed.owner != data.owner || changed.admin != data.admin
      || changed.discount != data.discount)
    complain("a field that is not permitted has changed");
  changeset<Cone> const again = cast(changed, given, allowed);
  if (!again.changes_empty()) complain("a change to what is there already", again.changed_fields().front());
  if (again.errors() != made.errors()) complain("other errors of the same params");
  changeset<Cone> const twice = cast(made, given, allowed);
  if (twice.errors() != made.errors() || twice.changed_fields() != made.changed_fields())
    complain("other changes when cast twice");
  (void)debug_string(made | validate_required<&Cone::text, &Cone::integer, &Cone::large>());
}

Cone const edited{.id = 7,
                  .boolean = true,
                  .small = 12,
                  .integer = 12,
                  .large = 9,
                  .number = 1.5,
                  .text = "a",
                  .note = "b",
                  .taste = flavour::sweet,
                  .texts = {"a"},
                  .owner = "Ada",
                  .discount = 3};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  return fuzz::check_all(data, size, [](params const& given) {
    check(Cone{}, given);
    check(edited, given);
  });
}
