// SPDX-License-Identifier: BSL-1.0
// The tables that generated queries ask. Between them they have a column of every type, with and without NULL, a key of
// two columns, and a table that refers to itself. well_typed.py knows the same columns.
#pragma once

#include <recto/recto.hpp>
#include <recto/types/decimal.hpp>
#include <recto/types/json.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace library {

struct Binding {
  std::string name{};
  std::int32_t size{};
};

struct Author {
  std::int64_t id{};
  std::string name{};
  std::optional<std::string> nick{};
  std::int32_t age{};
  std::optional<std::int16_t> level{};
  double rating{};
  std::optional<float> weight{};
  recto::decimal fee{};
  bool active{};
  recto::date born{};
  recto::utc_datetime joined{};
  std::optional<recto::naive_datetime> seen{};
  std::vector<std::string> tags{};
  static consteval auto schema() { return recto::table("authors"); }
};

struct Book {
  std::int64_t id{};
  std::int64_t author_id{};
  std::optional<std::int64_t> editor_id{};
  std::string title{};
  std::optional<std::string> subtitle{};
  std::int32_t pages{};
  std::optional<recto::decimal> price{};
  std::int64_t sold{};
  std::optional<bool> printed{};
  std::optional<recto::date> on_sale{};
  recto::utc_datetime added{};
  recto::interval length{};
  boost::json::value meta{};
  recto::json<Binding> binding{};
  std::vector<std::int32_t> codes{};
  static consteval auto schema() { return recto::table("books"); }
};

struct Review {
  std::int64_t id{};
  std::int64_t book_id{};
  std::optional<std::int64_t> author_id{};
  std::int16_t stars{};
  std::string body{};
  std::optional<double> score{};
  float factor{};
  recto::naive_datetime at{};
  recto::time_of_day hour{};
  std::optional<recto::interval> pause{};
  std::optional<std::vector<std::string>> marks{};
  std::optional<boost::json::value> extra{};
  static consteval auto schema() { return recto::table("reviews"); }
};

struct Shelf {
  std::int32_t room{};
  std::int32_t number{};
  std::string label{};
  std::optional<std::int64_t> book_id{};
  static consteval auto schema() { return recto::table("shelves") | recto::primary_key<&Shelf::room, &Shelf::number>; }
};

struct Node {
  std::int32_t id{};
  std::optional<std::int32_t> parent_id{};
  std::string name{};
  static consteval auto schema() { return recto::table("nodes"); }
};

}  // namespace library
