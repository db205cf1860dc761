// SPDX-License-Identifier: BSL-1.0
// What a line of a CSV file must be to become a row: one function for each table, from params to a changeset. Keys that
// are taken and references that lead nowhere are found here, because a line of which the database says so would take all
// others of its INSERT with it.
#pragma once

#include "schema.hpp"

#include <cstdint>
#include <set>
#include <unordered_set>
#include <utility>

namespace music_store {

using key_set = std::unordered_set<std::int64_t>;

/// The keys of the lines that are good so far.
struct known_keys {
  key_set artists{}, albums{}, genres{}, media_types{}, tracks{}, playlists{}, employees{}, customers{}, invoices{};
  key_set invoice_lines{};
  std::set<std::pair<std::int64_t, std::int64_t>> playlist_tracks{};
};

/// A new row with what the line says; if that is valid, its key is known from then on.
recto::changeset<Artist> from_line(Artist row, recto::params const& line, known_keys& known);
recto::changeset<Album> from_line(Album row, recto::params const& line, known_keys& known);
recto::changeset<Genre> from_line(Genre row, recto::params const& line, known_keys& known);
recto::changeset<MediaType> from_line(MediaType row, recto::params const& line, known_keys& known);
recto::changeset<Track> from_line(Track row, recto::params const& line, known_keys& known);
recto::changeset<Playlist> from_line(Playlist row, recto::params const& line, known_keys& known);
recto::changeset<PlaylistTrack> from_line(PlaylistTrack row, recto::params const& line, known_keys& known);
/// Does not ask whether the employee that this one reports to is there: that may be a later line.
recto::changeset<Employee> from_line(Employee row, recto::params const& line, known_keys& known);
recto::changeset<Customer> from_line(Customer row, recto::params const& line, known_keys& known);
recto::changeset<Invoice> from_line(Invoice row, recto::params const& line, known_keys& known);
recto::changeset<InvoiceLine> from_line(InvoiceLine row, recto::params const& line, known_keys& known);

/// Asks that, once all employees are known.
recto::changeset<Employee> check_superior(recto::changeset<Employee> row, known_keys const& known);

}  // namespace music_store
