/* What is remembered of a reader: as text and back, two sessions at once, damaged files, limits; and what the screens make of it. */

#include "unit/view/world.h"
#include "view/reading.h"

static struct anchor anchor_of(uint32_t block, uint32_t offset, const char *words)
{
	struct anchor anchor = {.block = block,
	        .offset = offset,
	        .heading = 1,
	        .headings = 2,
	        .after = block,
	        .to_end = true};
	strcpy(anchor.language, "bg");
	anchor.here.length = anchor.beginning.length = (uint32_t)strlen(words);
	memcpy(anchor.here.bytes, words, strlen(words));
	memcpy(anchor.beginning.bytes, words, strlen(words));
	return anchor;
}

static void begin(struct reading *reading, const char *site)
{
	assert_true(reading_init(reading, site));
}

/* The file as it is after READING has been written into it. */
static void write_into(struct buffer *file, struct reading *reading)
{
	struct buffer merged;
	buffer_init(&merged, READING_BYTES_MAXIMUM);
	assert_true(reading_merge(reading, buffer_text(file), file->length, &merged));
	reading_written(reading);
	buffer_free(file);
	*file = merged;
}

static void what_is_written_is_read_again(void **state)
{
	struct reading reading, other;
	struct buffer file;
	struct anchor place = anchor_of(7, 31, "Сред над\t60-те \\ участници");
	(void)state;
	buffer_init(&file, READING_BYTES_MAXIMUM);
	begin(&reading, "/srv/сайт\twith a tab");
	assert_true(reading_set_place(&reading, "news/may", &place, 43));
	assert_true(reading_set_read(&reading, "news/june"));
	assert_true(reading_add_mark(&reading, "news/may", &place, 43, "През май", "Новини"));
	assert_true(reading_changed(&reading));
	write_into(&file, &reading);
	assert_false(reading_changed(&reading));
	assert_memory_equal(
	        file.bytes, "iomview reading 1\npage\t/srv/сайт\\twith a tab\tnews/may\tbg\te\t7\t31\t", 68);

	begin(&other, "/srv/сайт\twith a tab");
	assert_true(reading_take(&other, file.bytes, file.length));
	const struct reading_record *page = reading_page(&other, "news/may");
	assert_non_null(page);
	assert_memory_equal(&page->anchor, &place, sizeof place);
	assert_int_equal(page->share, 43);
	assert_false(page->read);
	assert_true(reading_page(&other, "news/june")->read);
	assert_null(reading_page(&other, "news"));
	assert_string_equal(reading_mark(&other, 0)->title, "През май");
	assert_string_equal(reading_mark(&other, 0)->section, "Новини");
	assert_null(reading_mark(&other, 1));
	reading_free(&reading);
	reading_free(&other);
	begin(&other, "/srv/another");
	assert_true(reading_take(&other, file.bytes, file.length));
	assert_null(reading_page(&other, "news/may"));
	assert_null(reading_mark(&other, 0));
	reading_free(&other);
	buffer_free(&file);
}

static void two_sessions_lose_nothing_of_each_other(void **state)
{
	struct reading first, second, third;
	struct buffer file;
	struct anchor one = anchor_of(1, 0, "едно"), two = anchor_of(2, 0, "две");
	(void)state;
	buffer_init(&file, READING_BYTES_MAXIMUM);
	begin(&first, "/site");
	reading_add_mark(&first, "a", &one, 0, "А", "");
	write_into(&file, &first);
	begin(&second, "/site");
	begin(&third, "/elsewhere");
	assert_true(reading_take(&second, file.bytes, file.length));
	assert_true(reading_take(&third, file.bytes, file.length));

	reading_set_read(&first, "a");
	reading_add_mark(&first, "b", &two, 0, "Б", "");
	reading_set_place(&second, "a", &two, 50);
	reading_remove_mark(&second, reading_mark(&second, 0));
	reading_set_place(&third, "a", &one, 1);
	write_into(&file, &first);
	write_into(&file, &second);
	write_into(&file, &third);
	reading_free(&first);
	begin(&first, "/site");
	assert_true(reading_take(&first, file.bytes, file.length));
	assert_true(reading_page(&first, "a")->read);
	assert_int_equal(reading_page(&first, "a")->anchor.block, 2);
	assert_string_equal(reading_mark(&first, 0)->title, "Б");
	assert_null(reading_mark(&first, 1));
	reading_free(&third);
	begin(&third, "/elsewhere");
	assert_true(reading_take(&third, file.bytes, file.length));
	assert_int_equal(reading_page(&third, "a")->share, 1);
	reading_free(&first);
	reading_free(&second);
	reading_free(&third);
	buffer_free(&file);
}

static void what_is_not_yet_written_wins_over_the_file(void **state)
{
	struct reading first, second;
	struct buffer file;
	struct anchor one = anchor_of(1, 0, "едно"), two = anchor_of(2, 0, "две");
	(void)state;
	buffer_init(&file, READING_BYTES_MAXIMUM);
	begin(&first, "/site");
	begin(&second, "/site");
	reading_set_place(&first, "a", &one, 10);
	write_into(&file, &first);
	reading_set_place(&second, "a", &two, 20);
	assert_true(reading_take(&second, file.bytes, file.length));
	assert_int_equal(reading_page(&second, "a")->share, 20);
	assert_true(reading_changed(&second));
	reading_free(&first);
	reading_free(&second);
	buffer_free(&file);
}

static void damaged_lines_are_skipped_and_dropped(void **state)
{
	static const char *const damaged = "iomview reading 1\n"
	                                   "page\t/site\ta\tbg\tr\t1\t0\t1\t1\t1\t5\tа\tа\n"
	                                   "page\t/site\tb\tbg\tr\t1\tx\t1\t1\t1\t5\tа\tа\n"
	                                   "page\t/site\tc\tbg\tr\t1\t0\t1\t1\t1\t500\tа\tа\n"
	                                   "page\t/site\td\tbg\tr\t99999999999\t0\t1\t1\t1\t5\tа\tа\n"
	                                   "page\t/site\te\tbg\tr\n"
	                                   "page\t/site\tf\\q\tbg\tr\t1\t0\t1\t1\t1\t5\tа\tа\n"
	                                   "page\t/site\tg\tbg\tr\t1\t0\t1\t1\t1\t5\tа\tа\tb\tc\td\te\n"
	                                   "\n\xff\xfe\tnothing\n"
	                                   "mark\t/site\ta\tbg\t-\t1\t0\t1\t1\t1\t5\tа\tа\tA\x1b]52;\tБ\n"
	                                   "page\t/site\th\tbg\tr\t1\t0\t1\t1\t1\t5\tа\tcut of";
	struct reading reading;
	struct buffer merged;
	(void)state;
	begin(&reading, "/site");
	assert_true(reading_take(&reading, damaged, strlen(damaged)));
	assert_int_equal(reading.pages.count, 1);
	assert_true(reading_page(&reading, "a")->read);
	assert_string_equal(reading_mark(&reading, 0)->title, "A␛]52;");
	buffer_init(&merged, READING_BYTES_MAXIMUM);
	assert_true(reading_merge(&reading, damaged, strlen(damaged), &merged));
	assert_null(strstr(merged.bytes, "99999999999"));
	assert_null(strstr(merged.bytes, "nothing"));
	assert_non_null(strstr(merged.bytes, "\nmark\t"));
	buffer_free(&merged);
	reading_free(&reading);
}

static void a_file_of_another_version_is_left_alone(void **state)
{
	static const char *const later = "iomview reading 2\nwhatever\n";
	struct reading reading;
	struct buffer merged;
	(void)state;
	begin(&reading, "/site");
	assert_true(reading_take(&reading, later, strlen(later)));
	reading_set_read(&reading, "a");
	buffer_init(&merged, READING_BYTES_MAXIMUM);
	assert_true(reading_merge(&reading, later, strlen(later), &merged));
	assert_string_equal(buffer_text(&merged), later);
	buffer_free(&merged);
	reading_free(&reading);
}

static size_t lines_of(const struct buffer *file, const char *beginning)
{
	size_t count = 0;
	for (const char *line = file->bytes; line != NULL && *line != '\0';) {
		count += strncmp(line, beginning, strlen(beginning)) == 0;
		line = strchr(line, '\n');
		line = line != NULL ? line + 1 : NULL;
	}
	return count;
}

static void the_oldest_records_go(void **state)
{
	struct reading reading;
	struct buffer file;
	char path[32];
	(void)state;
	buffer_init(&file, READING_BYTES_MAXIMUM);
	for (int session = 0; session < 3; session++) {
		begin(&reading, session == 0 ? "/one" : "/two");
		for (int i = 0; i < READING_PAGES_MAXIMUM / 2 + 1; i++) {
			snprintf(path, sizeof path, "%d-%d", session, i);
			struct anchor place = anchor_of(1, (uint32_t)i, "място");
			assert_true(reading_set_place(&reading, path, &place, 1));
		}
		for (int i = 0; i < READING_MARKS_MAXIMUM / 2 + 1; i++) {
			snprintf(path, sizeof path, "%d-%d", session, i);
			struct anchor place = anchor_of(1, (uint32_t)i, "място");
			assert_true(reading_add_mark(&reading, path, &place, 1, "Страница", ""));
		}
		write_into(&file, &reading);
		reading_free(&reading);
	}
	assert_int_equal(lines_of(&file, "page\t"), READING_PAGES_MAXIMUM);
	assert_int_equal(lines_of(&file, "mark\t"), READING_MARKS_MAXIMUM);
	begin(&reading, "/two");
	assert_true(reading_take(&reading, file.bytes, file.length));
	snprintf(path, sizeof path, "2-%d", READING_PAGES_MAXIMUM / 2);
	assert_non_null(reading_page(&reading, path));
	assert_non_null(reading_page(&reading, "2-0"));
	assert_null(reading_page(&reading, "1-0"));
	reading_free(&reading);
	buffer_free(&file);
}

static void each_allocation_may_fail(void **state)
{
	(void)state;
	for (size_t nth = 1;; nth++) {
		struct reading reading;
		struct buffer merged;
		struct anchor place = anchor_of(3, 1, "място");
		static const char *const file = "page\t/site\ta\tbg\tr\t1\t0\t1\t1\t1\t5\tа\tа\n"
		                                "mark\t/site\ta\tbg\t-\t1\t0\t1\t1\t1\t5\tа\tа\tА\tБ\n";
		buffer_init(&merged, READING_BYTES_MAXIMUM);
		long live = failing_memory_live();
		failing_memory_set(nth, false);
		if (reading_init(&reading, "/site")) {
			reading_take(&reading, file, strlen(file));
			reading_set_place(&reading, "b", &place, 3);
			reading_add_mark(&reading, "b", &place, 3, "Б", "Раздел");
			reading_merge(&reading, file, strlen(file), &merged);
		}
		bool hit = failing_memory_hit();
		failing_memory_set(0, false);
		reading_free(&reading);
		buffer_free(&merged);
		assert_int_equal(failing_memory_live(), live);
		if (!hit)
			break;
	}
}

/* ---- the screens ---- */

static const struct view_options REMEMBERED = {.language = 0, .remembered_as = "/the/site"};

/* The reader comes back another day. */
static void reopen(struct world *world, int rows, int columns, const char *start)
{
	if (view_leave(world->view))
		assert_true(write_state(world));
	close_view(world);
	open_view(world, rows, columns, start, REMEMBERED);
	do_idle_work(world);
}

static void a_page_begins_where_the_reader_was(void **state)
{
	struct world world;
	(void)state;
	make_folder(&world);
	write_site(&world);
	open_view(&world, 8, 50, "trees", REMEMBERED);
	press(&world, "Space Down Down");
	char top[4096];
	snprintf(top, sizeof top, "%s%s", row_of(&world, 1), "");
	press(&world, "Left");
	do_idle_work(&world);
	assert_true(world.state.length > 0);
	press(&world, "Right");
	assert_row(&world, 1, top);
	assert_non_null(strstr(row_of(&world, -1), "Продължение от "));
	assert_non_null(strstr(row_of(&world, -1), "g води към началото"));
	reopen(&world, 8, 50, "trees");
	assert_row(&world, 1, top);
	reopen(&world, 8, 50, NULL);
	press(&world, "Right");
	assert_row(&world, 1, top);
	press(&world, "g");
	assert_row(&world, 1, "  Дървета");
	press(&world, "Left Right");
	assert_row(&world, 1, "  Дървета");
	assert_null(strstr(row_of(&world, -1), "Продължение"));
	close_world(&world);
}

static void a_page_that_was_read_begins_at_its_start_and_is_marked(void **state)
{
	struct world world;
	(void)state;
	make_folder(&world);
	write_site(&world);
	open_view(&world, 8, 50, NULL, REMEMBERED);
	assert_string_equal(selected_row(&world), "  ▸ Дървета");
	press(&world, "Right Left");
	assert_string_equal(selected_row(&world), "  ▸ Дървета");
	press(&world, "Right G g Left"); /* though the end is out of sight again */
	assert_string_equal(selected_row(&world), "  ▸ Дървета ✓");
	reopen(&world, 8, 50, NULL);
	assert_string_equal(selected_row(&world), "  ▸ Дървета ✓");
	press(&world, "Right");
	assert_row(&world, 1, "  Дървета");
	press(&world, "L Left"); /* in any language */
	assert_string_equal(selected_row(&world), "  ▸ Trees ✓");
	close_world(&world);
}

static void a_full_disk_costs_one_message(void **state)
{
	struct world world;
	(void)state;
	make_folder(&world);
	write_site(&world);
	open_view(&world, 12, 60, "trees", REMEMBERED);
	world.state_full = true;
	press(&world, "m");
	assert_status(&world, "Отметката е добавена", "%");
	do_idle_work(&world);
	assert_status(&world, "Отметките и прочетеното не могат да се запазят", "%");
	press(&world, "Space Space Left");
	do_idle_work(&world);
	assert_null(strstr(row_of(&world, -1), "запазят"));
	world.state_full = false;
	press(&world, "Down Up Right Left"); /* and with room again nothing is lost */
	do_idle_work(&world);
	reopen(&world, 12, 60, NULL);
	press(&world, "'");
	assert_string_equal(selected_row(&world), "  ▸ Дървета");
	close_world(&world);
}

static void where_nothing_is_remembered_bookmarks_say_so(void **state)
{
	struct world world;
	(void)state;
	open_world(&world, 12, 60);
	press(&world, "Right m");
	assert_status(&world, "Тук отметки и прочетено не се запазват", "%");
	press(&world, "Space Space Left '");
	do_idle_work(&world);
	assert_int_equal(world.state.length, 0);
	assert_int_equal(world.asked[EFFECT_READ_STATE] + world.asked[EFFECT_WRITE_STATE], 0);
	close_world(&world);
}

static void a_bookmark_of_a_page_that_is_gone_says_so(void **state)
{
	struct world world;
	(void)state;
	make_folder(&world);
	write_site(&world);
	open_view(&world, 12, 60, "herbs", REMEMBERED);
	press(&world, "m '");
	assert_string_equal(selected_row(&world), "  ▸ Билки");
	remove_file(&world, "herbs.bg.yaml");
	press(&world, "r Enter");
	assert_status(&world, "Страницата вече не съществува", "");
	press(&world, "m");
	assert_status(&world, "Отметката е премахната", "");
	close_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(what_is_written_is_read_again),
	        cmocka_unit_test(two_sessions_lose_nothing_of_each_other),
	        cmocka_unit_test(what_is_not_yet_written_wins_over_the_file),
	        cmocka_unit_test(damaged_lines_are_skipped_and_dropped),
	        cmocka_unit_test(a_file_of_another_version_is_left_alone),
	        cmocka_unit_test(the_oldest_records_go),
	        cmocka_unit_test(each_allocation_may_fail),
	        cmocka_unit_test(a_page_begins_where_the_reader_was),
	        cmocka_unit_test(a_page_that_was_read_begins_at_its_start_and_is_marked),
	        cmocka_unit_test(a_full_disk_costs_one_message),
	        cmocka_unit_test(where_nothing_is_remembered_bookmarks_say_so),
	        cmocka_unit_test(a_bookmark_of_a_page_that_is_gone_says_so),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
