/* content/site_find.c — paths become entries; guesses. */

#include "content/site_tree.h"

#include "text/text.h"

#include <string.h>

/* The LENGTH bytes of WANTED compared with NAME. */
static int compare_name(const char *wanted, size_t length, const char *name)
{
	int order = strncmp(wanted, name, length);
	return order != 0 || name[length] == '\0' ? order : -1;
}

struct place *find_child(const struct place *section, const char *name, size_t length)
{
	size_t first = 0;
	size_t end = section->all_count;
	while (first < end) {
		size_t middle = first + (end - first) / 2;
		int order = compare_name(name, length, section->all[middle]->entry.name);
		if (order == 0)
			return section->all[middle];
		if (order < 0)
			end = middle;
		else
			first = middle + 1;
	}
	return NULL;
}

/* The next step of *PATH, without '/' and '.'; its length, 0 at the end. */
static size_t next_step(const char **path)
{
	for (;;) {
		*path += strspn(*path, "/");
		size_t length = strcspn(*path, "/");
		if (length != 1 || **path != '.')
			return length;
		*path += 1;
	}
}

/* Goes from PLACE along the LENGTH bytes of STEP; NULL when nothing is there. */
static struct place *go(struct site *site, struct place *place, const char *step, size_t length)
{
	if (length == 2 && memcmp(step, "..", 2) == 0)
		return place->entry.parent != NULL ? place_of_entry(place->entry.parent) : NULL;
	if (!site_list(site, &place->entry, NULL))
		return NULL;
	struct place *child = find_child(place, step, length);
	if (child == NULL && place->folder != NULL && step[length] == '\0' &&
	        is_index_name(site, step, length) && place->entry.variant_count > 0)
		return place;
	return child;
}

struct entry *site_find(struct site *site, const char *path)
{
	struct place *place = site->root;
	if (strlen(path) > PATH_BYTES_MAXIMUM)
		return NULL;
	for (size_t length; place != NULL && (length = next_step(&path)) > 0; path += length)
		place = go(site, place, path, length);
	return place != NULL ? &place->entry : NULL;
}

/* The child of SECTION whose name is most like the LENGTH bytes of STEP, or NULL. Not for a path's "..". */
static struct place *nearest_child(
        struct site *site, struct place *section, const char *step, size_t length, struct arena *arena)
{
	if (!site_list(site, &section->entry, NULL) || section->all_count == 0)
		return NULL;
	struct place *same = find_child(section, step, length);
	const char **names = arena_take(arena, section->all_count * sizeof *names);
	const char *word = arena_copy(arena, step, length);
	if (same != NULL || names == NULL || word == NULL)
		return same;
	for (size_t i = 0; i < section->all_count; i++)
		names[i] = section->all[i]->entry.name;
	const char *name = text_nearest(word, names, section->all_count);
	return name != NULL ? find_child(section, name, strlen(name)) : NULL;
}

/* The first page beneath SECTION, in what has been listed, that is called NAME. */
static const struct place *find_name(const struct place *section, const char *name, size_t length, int depth)
{
	const struct place *found = find_child(section, name, length);
	for (size_t i = 0; found == NULL && i < section->all_count && depth < DEPTH_MAXIMUM; i++)
		if (section->all[i]->entry.listed)
			found = find_name(section->all[i], name, length, depth + 1);
	return found;
}

const char *site_guess_path(struct site *site, const char *path, struct arena *arena)
{
	const char *last = strrchr(path, '/');
	const char *name = last != NULL ? last + 1 : path;
	struct place *place = site->root;
	if (strlen(path) > PATH_BYTES_MAXIMUM)
		return NULL;
	for (size_t length; place != NULL && (length = next_step(&path)) > 0; path += length)
		place = nearest_child(site, place, path, length, arena);
	if (place != NULL && place->entry.parent != NULL)
		return arena_copy(arena, place->entry.path, strlen(place->entry.path));
	const struct place *elsewhere = *name != '\0' ? find_name(site->root, name, strlen(name), 0) : NULL;
	return elsewhere != NULL ? arena_copy(arena, elsewhere->entry.path, strlen(elsewhere->entry.path))
	                         : NULL;
}
