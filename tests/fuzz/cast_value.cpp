// SPDX-License-Identifier: BSL-1.0
// Any text, cast to every type that takes text. What comes out must be what the server can be sent, must be the same when
// its own text is cast again, and numbers must be what the C library reads.
#include <recto/changeset/cast_value.hpp>
#include <recto/types/decimal.hpp>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

namespace {

enum class flavour { sweet, sour, salt_ };

[[noreturn]] void complain(char const* what, std::string_view type, std::string_view text) {
  std::fprintf(stderr, "%s: %.*s from a text of %zu bytes:", what, static_cast<int>(type.size()), type.data(),
               text.size());
  for (char const c : text.substr(0, 400)) std::fprintf(stderr, " %02x", static_cast<unsigned char>(c));
  std::fprintf(stderr, "\n");
  std::abort();
}

template <class T>
void check_sent(T const& value, std::string_view name, std::string_view text) {
  try {
    std::string wire(recto::detail::encoded_size(value), '\0');
    recto::detail::encode(value, wire.data());
  } catch (recto::error const&) {
    complain("cannot be sent", name, text);
  }
}

template <class T>
void check(std::string_view text) {
  constexpr std::string_view name = recto::detail::cast_name<T>();
  auto const value = recto::cast_value<T>(text);
  if (!value) {
    if (value.error().type != name || value.error().is_null) complain("wrong error", name, text);
    return;
  }
  check_sent(*value, name, text);
  // The texts of bytes and of bool are PostgreSQL's own, and so is that of years before the first. An offset leads from the
  // last hours of the year 9999 to the next, which has a digit too many.
  if constexpr (!std::is_same_v<T, std::vector<std::byte>> && !std::is_same_v<T, bool>) {
    std::string again;
    recto::append_literal(again, *value);
    if (again.ends_with(" BC") || again.starts_with("10000-01-01 ")) return;
    auto const second = recto::cast_value<T>(again);
    if (!second || !(*second == *value)) complain("another value from its own text", name, text);
  }
}

void check_numbers(std::string const& text) {
  if (auto const value = recto::cast_value<std::int64_t>(text);
      value && *value != std::strtoll(text.c_str(), nullptr, 10))
    complain("another number than strtoll", "integer", text);
  if (auto const value = recto::cast_value<double>(text); value && *value != std::strtod(text.c_str(), nullptr))
    complain("another number than strtod", "float", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  // In a buffer of just its size, so that a sanitizer sees a read beyond.
  std::unique_ptr<char[]> const exact(new char[size]);
  for (std::size_t i = 0; i < size; ++i) exact[i] = static_cast<char>(data[i]);
  std::string_view const text(exact.get(), size);

  check<bool>(text);
  check<short>(text);
  check<std::int32_t>(text);
  check<std::int64_t>(text);
  check<float>(text);
  check<double>(text);
  check<recto::decimal>(text);
  check<std::string>(text);
  check<std::vector<std::byte>>(text);
  check<boost::uuids::uuid>(text);
  check<flavour>(text);
  check<recto::date>(text);
  check<std::chrono::sys_days>(text);
  check<recto::time_of_day>(text);
  check<recto::naive_datetime>(text);
  check<recto::utc_datetime>(text);
  check_numbers(std::string(text));
  (void)recto::detail::is_blank(text);
  return 0;
}
