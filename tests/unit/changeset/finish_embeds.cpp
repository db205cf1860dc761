// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/finish_embeds.hpp>

#include <support/test.hpp>
#include <unit/changeset/embeds.hpp>

using namespace recto;
using namespace recto::test::embeds;
using recto::detail::finish_embeds;

namespace {

utc_datetime const then{std::chrono::seconds{1}};
boost::uuids::uuid const no_id{};

struct Leaf {
  std::optional<boost::uuids::uuid> id{};
  utc_datetime inserted_at{};  // no timestamps without a schema() that says so
};
struct Branch {
  boost::uuids::uuid id{};
  embeds_many<Leaf> leaves{};
};
struct Tree {
  std::int64_t id{};
  embeds_one<Branch> branch{};
};

bool is_version_4(boost::uuids::uuid const& id) { return (id.begin()[6] >> 4) == 4 && (id.begin()[8] >> 6) == 2; }

}  // namespace

static_assert(recto::detail::has_embeds<Author> && !recto::detail::has_embeds<Profile>);

TEST_CASE("what is embedded in a struct gets keys and timestamps that it has not") {
  Author author{.profile = Profile{0, "Ada"}, .items = {{.title = "a"}, {.title = "b", .inserted_at = then}}};
  author.items[1].id.data[0] = 1;
  boost::uuids::uuid const kept = author.items[1].id;
  finish_embeds(author);
  CHECK(is_version_4(author.items[0].id));
  CHECK(author.items[1].id == kept);
  CHECK(author.items[0].inserted_at > then);
  CHECK(author.items[0].inserted_at == author.items[0].updated_at);
  CHECK(author.items[1].inserted_at == then);
  CHECK(author.items[1].updated_at == author.items[0].updated_at);
  CHECK(author.profile->id == 0);  // only UUIDs are made

  Tree tree{.branch = Branch{.leaves = {Leaf{}, Leaf{.id = no_id}}}};
  finish_embeds(tree);
  CHECK(is_version_4(tree.branch->id));
  CHECK(is_version_4(*tree.branch->leaves[0].id));
  CHECK(is_version_4(*tree.branch->leaves[1].id));
  CHECK(tree.branch->leaves[0].inserted_at == utc_datetime{});
}

TEST_CASE("a changeset's new children get both, updated ones a new updated_at") {
  Item old{.title = "old", .inserted_at = then, .updated_at = then};
  old.id.data[15] = 1;
  Item same{.title = "same", .inserted_at = then, .updated_at = then};
  same.id.data[15] = 2;
  Item set{.title = "set", .inserted_at = then, .updated_at = then};
  set.id.data[15] = 3;
  Author const author{.id = 1, .items = {old, same, set}};
  auto const made = change(author)
                  | put_embed<&Author::items>(
                        std::vector{change(old) | put<&Item::title>("x"), change(same), change(Item{.title = "new"}),
                                    change(set) | put<&Item::updated_at>(utc_datetime{std::chrono::seconds{2}})});
  Author written = made.apply();
  finish_embeds(made, written, action::update);
  REQUIRE(written.items.size() == 4);
  CHECK(written.items[0].id == old.id);
  CHECK(written.items[0].inserted_at == then);
  CHECK(written.items[0].updated_at > then);
  CHECK(written.items[1] == same);
  CHECK(is_version_4(written.items[2].id));
  CHECK(written.items[2].inserted_at == written.items[0].updated_at);
  CHECK(written.items[2].updated_at == written.items[0].updated_at);
  CHECK(written.items[3].updated_at == utc_datetime{std::chrono::seconds{2}});
}

TEST_CASE("a replaced child shifts nobody's key") {
  Item gone{.title = "gone"};
  gone.id.data[15] = 1;
  auto const made = given(Author{.items = {gone}}, {{"items", params::list({params{{"title", "new"}}})}})
                  | cast_embed<&Author::items>();
  Author written = made.apply();
  finish_embeds(made, written, action::update);
  REQUIRE(written.items.size() == 1);
  CHECK(is_version_4(written.items[0].id));
}

TEST_CASE("what a changeset does not change is finished by an insert only") {
  Author const author{.items = {{.title = "a"}}};
  auto const made = change(author) | put<&Author::name>("Ada");
  Author updated = made.apply();
  finish_embeds(made, updated, action::update);
  CHECK(updated.items[0] == author.items[0]);
  Author inserted = made.apply();
  finish_embeds(made, inserted, action::insert);
  CHECK(is_version_4(inserted.items[0].id));

  auto const put_plainly = change(Author{}) | put<&Author::items>(embeds_many<Item>{{.title = "b"}});
  updated = put_plainly.apply();
  finish_embeds(put_plainly, updated, action::update);
  CHECK(is_version_4(updated.items[0].id));
}
