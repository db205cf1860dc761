// SPDX-License-Identifier: BSL-1.0
// Associations as fields: a value that is not loaded, or loaded. Reading one that is not loaded is an error that names
// the preload to write; nothing is ever loaded behind the reader's back. The associated type may be incomplete where the
// field is declared, so all that needs it complete is a member template or defined outside the class, and nothing is
// constexpr (clang 19 would instantiate a constexpr destructor at the member's default initialiser).
// Layer 3.
#pragma once

#include <recto/base/concat.hpp>
#include <recto/base/error.hpp>
#include <recto/reflect/fields.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace recto {

namespace detail {

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_not_loaded(std::string_view kinds, std::string_view of) {
  throw error(error_kind::not_loaded,
              concat({kinds, " ", of, " was read before it was loaded; nothing loads by itself: add ",
                      "preload<&Owner::field>() to the query, with the field that leads to ", of,
                      ", or load it afterwards by repo.preload(row, preload<&Owner::field>())"}));
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_absent(std::string_view of) {
  throw error(error_kind::no_results, concat({"the associated ", of, " is absent"}));
}

}  // namespace detail

/// The one associated struct of a `belongs_to` or `has_one`: not loaded, loaded and absent, or loaded.
///
/// `*one` and `one->field` throw error_kind::not_loaded when nothing was loaded; `has_value()` too. Copies are deep.
template <class T>
class one_association {
 public:
  one_association() noexcept;
  one_association(one_association const& other);
  one_association(one_association&& other) noexcept;
  one_association& operator=(one_association other) noexcept;
  ~one_association();

  /// Was it loaded? True also when the row was looked for and is not there.
  bool is_loaded() const noexcept { return loaded_; }
  /// Is there a row? Requires that it is loaded.
  bool has_value() const { return check(), value_ != nullptr; }
  T& operator*() const { return check_row(), *value_; }
  T* operator->() const { return check_row(), value_; }

  /// Puts a loaded row, or the knowledge that there is none.
  void load(std::optional<T> row);

  friend bool operator==(one_association const& left, one_association const& right) {
    if (left.loaded_ != right.loaded_ || (left.value_ == nullptr) != (right.value_ == nullptr)) return false;
    return left.value_ == nullptr || *left.value_ == *right.value_;
  }

 private:
  void check() const {
    if (!loaded_) detail::throw_not_loaded("a belongs_to or has_one of", short_type_name<T>);
  }
  void check_row() const {
    check();
    if (value_ == nullptr) detail::throw_absent(short_type_name<T>);
  }

  T* value_;
  bool loaded_;
};

template <class T>
one_association<T>::one_association() noexcept : value_(nullptr), loaded_(false) {}
template <class T>
one_association<T>::one_association(one_association const& other)
    : value_(other.value_ == nullptr ? nullptr : new T(*other.value_)), loaded_(other.loaded_) {}
template <class T>
one_association<T>::one_association(one_association&& other) noexcept
    : value_(std::exchange(other.value_, nullptr)), loaded_(std::exchange(other.loaded_, false)) {}
template <class T>
one_association<T>& one_association<T>::operator=(one_association other) noexcept {
  std::swap(value_, other.value_);
  std::swap(loaded_, other.loaded_);
  return *this;
}
template <class T>
one_association<T>::~one_association() {
  delete value_;
}
template <class T>
void one_association<T>::load(std::optional<T> row) {
  T* const fresh = row ? new T(*std::move(row)) : nullptr;
  delete std::exchange(value_, fresh);
  loaded_ = true;
}

/// The associated structs of a `has_many` or `many_to_many`: not loaded, or a range, possibly empty. Copies are deep.
template <class T>
class many_association {
 public:
  many_association() noexcept;
  many_association(many_association const& other);
  many_association(many_association&& other) noexcept;
  many_association& operator=(many_association other) noexcept;
  ~many_association();

  bool is_loaded() const noexcept { return rows_ != nullptr; }
  std::size_t size() const { return rows().size(); }
  bool empty() const { return rows().empty(); }
  auto begin() const { return rows().begin(); }
  auto end() const { return rows().end(); }
  T& operator[](std::size_t index) const { return rows()[index]; }
  T& front() const { return rows().front(); }
  T& back() const { return rows().back(); }
  /// The loaded rows; throws error_kind::not_loaded.
  std::vector<T>& rows() const {
    if (rows_ == nullptr) detail::throw_not_loaded("a has_many or many_to_many of", short_type_name<T>);
    return *rows_;
  }

  /// Puts the loaded rows.
  void load(std::vector<T> rows);

  friend bool operator==(many_association const& left, many_association const& right) {
    if (left.is_loaded() != right.is_loaded()) return false;
    return !left.is_loaded() || *left.rows_ == *right.rows_;
  }

 private:
  std::vector<T>* rows_;
};

template <class T>
many_association<T>::many_association() noexcept : rows_(nullptr) {}
template <class T>
many_association<T>::many_association(many_association const& other)
    : rows_(other.rows_ == nullptr ? nullptr : new std::vector<T>(*other.rows_)) {}
template <class T>
many_association<T>::many_association(many_association&& other) noexcept : rows_(std::exchange(other.rows_, nullptr)) {}
template <class T>
many_association<T>& many_association<T>::operator=(many_association other) noexcept {
  std::swap(rows_, other.rows_);
  return *this;
}
template <class T>
many_association<T>::~many_association() {
  delete rows_;
}
template <class T>
void many_association<T>::load(std::vector<T> rows) {
  if (rows_ == nullptr) rows_ = new std::vector<T>(std::move(rows));
  else *rows_ = std::move(rows);
}

/// The struct whose key this one holds: `belongs_to<User> author` means the column `author_id`.
template <class T>
class belongs_to : public one_association<T> {
 public:
  belongs_to() noexcept {}
};

/// The one struct that holds this one's key.
template <class T>
class has_one : public one_association<T> {
 public:
  has_one() noexcept {}
};

/// The structs that hold this one's key: `has_many<Comment>` in Post means `Comment::post_id`.
template <class T>
class has_many : public many_association<T> {
 public:
  has_many() noexcept {}
};

/// The structs on the other side of a join table.
template <class T>
class many_to_many : public many_association<T> {
 public:
  many_to_many() noexcept {}
};

template <class T>
inline constexpr bool is_association = false;
template <class T>
inline constexpr bool is_association<belongs_to<T>> = true;
template <class T>
inline constexpr bool is_association<has_one<T>> = true;
template <class T>
inline constexpr bool is_association<has_many<T>> = true;
template <class T>
inline constexpr bool is_association<many_to_many<T>> = true;

}  // namespace recto
