// expect: recto: on_replace: update is for an embeds_one; for an embeds_many say delete_ or mark_as_invalid
// names: List, items
#include <reject/changeset/embed.hpp>

struct List {
  std::int64_t id{};
  recto::embeds_many<Item> items{};

  static consteval auto schema() {
#ifdef REJECT
    return recto::table("lists") | recto::when_replaced<&List::items, recto::on_replace::update>;
#else
    return recto::table("lists") | recto::when_replaced<&List::items, recto::on_replace::delete_>;
#endif
  }
};

auto use(List list) { return recto::change(std::move(list)) | recto::put_embed<&List::items>({Item{}}); }
