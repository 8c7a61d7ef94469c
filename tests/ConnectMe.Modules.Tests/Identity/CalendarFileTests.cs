using System.Text;
using ConnectMe.Identity.Companies;
using ConnectMe.Identity.Domain;

namespace ConnectMe.Modules.Tests.Identity;

/// <summary>Days of a calendar as exceptions to the opening hours: 8:30 to 17:00 on working days.</summary>
public sealed class CalendarFileTests
{
    static readonly DateOnly Today = new(2026, 11, 28); // a Saturday

    [Fact]
    [Spec("A11-01")]
    public void Whole_days_half_days_and_what_repeats_become_exceptions()
    {
        var file = Read(
            """
            BEGIN:VEVENT
            UID:1
            SUMMARY:Kerstvakantie
            DTSTART;VALUE=DATE:20261224
            DTEND;VALUE=DATE:20261227
            END:VEVENT
            BEGIN:VEVENT
            UID:2
            SUMMARY:Oudejaarsmiddag
            DTSTART;TZID=Europe/Amsterdam:20261231T123000
            DTEND;TZID=Europe/Amsterdam:20261231T180000
            END:VEVENT
            BEGIN:VEVENT
            UID:3
            SUMMARY:Personeelsontbijt
            DTSTART:20270104T060000Z
            DTEND:20270104T093000Z
            END:VEVENT
            BEGIN:VEVENT
            UID:4
            SUMMARY:Goede Vrijdag
            DTSTART;VALUE=DATE:20260403
            RRULE:FREQ=YEARLY;COUNT=3
            END:VEVENT
            BEGIN:VEVENT
            UID:5
            SUMMARY:Inventaris
            DTSTART;VALUE=DATE:20270701
            RRULE:FREQ=MONTHLY;COUNT=3
            EXDATE;VALUE=DATE:20270801
            END:VEVENT
            BEGIN:VEVENT
            UID:5
            RECURRENCE-ID;VALUE=DATE:20270901
            SUMMARY:Inventaris later
            DTSTART;VALUE=DATE:20270908
            END:VEVENT
            BEGIN:VEVENT
            UID:6
            SUMMARY:Afgelast
            STATUS:CANCELLED
            DTSTART;VALUE=DATE:20270301
            END:VEVENT
            """
        );

        Assert.Null(file.Refusal);
        Assert.Empty(file.Refused);
        Assert.Equal(
            [
                "2026-12-24 Kerstvakantie -",
                "2026-12-25 Kerstvakantie -",
                "2026-12-26 Kerstvakantie -",
                "2026-12-31 Oudejaarsmiddag 08:30-12:30",
                "2027-01-04 Personeelsontbijt 10:30-17:00",
                "2027-04-03 Goede Vrijdag -",
                "2027-07-01 Inventaris -",
                "2027-09-08 Inventaris later -",
                "2028-04-03 Goede Vrijdag -",
            ],
            file.Days.Select(day => $"{day.Date:yyyy-MM-dd} {day.Name} {day.From:HH:mm}-{day.Until:HH:mm}")
        );
    }

    [Theory]
    [InlineData("SUMMARY:Pauze\nDTSTART:20261201T120000\nDTEND:20261201T130000", "EntryMiddle")]
    [InlineData("SUMMARY:Borrel\nDTSTART:20261201T180000\nDTEND:20261201T200000", "EntryOutside")]
    [InlineData("SUMMARY:Zondag\nDTSTART:20261206T100000\nDTEND:20261206T120000", "EntryOutside")]
    [InlineData("DTSTART;VALUE=DATE:20261201", "EntryNameless")]
    [InlineData("SUMMARY:Nooit", "EntryDateless")]
    [InlineData("SUMMARY:Vroeger\nDTSTART;VALUE=DATE:20200101", "EntryPast")]
    [InlineData("SUMMARY:Straks\nDTSTART;VALUE=DATE:20990101", "EntryPast")]
    [InlineData("SUMMARY:Jaren\nDTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20361201", "EntryTooLong")]
    [InlineData("SUMMARY:Elke tel\nDTSTART:20261201T000000\nRRULE:FREQ=SECONDLY", "EntryTooOften")]
    [InlineData("SUMMARY:Elk uur\nDTSTART:20261201T000000\nRRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5", "EntryTooOften")]
    [InlineData("SUMMARY:Dubbel\nDTSTART;VALUE=DATE:20261201\nRRULE:FREQ=DAILY\nRRULE:FREQ=SECONDLY", "EntryTooOften")]
    [InlineData("SUMMARY:Oud\nDTSTART;VALUE=DATE:00010101\nRRULE:FREQ=DAILY", "EntryTooOld")]
    [InlineData("SUMMARY:30 februari\nDTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "EntryNever")]
    [InlineData("SUMMARY:Mars\nDTSTART;TZID=Mars/Olympus:20261201T083000\nDTEND;TZID=Mars/Olympus:20261201T120000", "EntryTimeZone")]
    [Spec("A11-01")]
    public void An_entry_that_is_no_day_off_is_refused_for_a_reason_and_the_others_come_along(string entry, string why)
    {
        var file = Read(
            $"BEGIN:VEVENT\nUID:1\n{entry}\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nSUMMARY:Tweede\nDTSTART;VALUE=DATE:20261202\nEND:VEVENT"
        );

        Assert.Null(file.Refusal);
        Assert.Equal((1, why), (Assert.Single(file.Refused).Number, file.Refused[0].Why));
        Assert.Contains(file.Days, day => day.Name is "Tweede");
    }

    [Theory]
    [InlineData("", "FileNone")]
    [InlineData("\u0089PNG\r\n", "FileNotCalendar")]
    [InlineData("<html>BEGIN:VCALENDAR</html>", "FileNotCalendar")]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR", "FileEmpty")]
    [InlineData("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nSUMMARY:af", "FileBroken")]
    [InlineData("BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR\nEND:VCALENDAR", "FileBroken")]
    [Spec("A11-01")]
    public void What_is_no_calendar_is_refused(string content, string why) =>
        Assert.Equal(why, Read(Encoding.UTF8.GetBytes(content)).Refusal);

    [Fact]
    [Spec("A11-01")]
    public void Files_that_mean_ill_are_refused_at_once()
    {
        Assert.Equal("FileTooLarge", Read(new byte[CalendarFile.MostBytes + 1]).Refusal);
        Assert.Equal(
            "FileBroken",
            Read(Encoding.UTF8.GetBytes("BEGIN:VCALENDAR\n" + string.Concat(Enumerable.Repeat("BEGIN:VEVENT\n", 20_000)))).Refusal
        );
        var many = string.Concat(Enumerable.Repeat("BEGIN:VEVENT\nEND:VEVENT\n", CalendarFile.MostEntries + 1));
        Assert.Equal("FileTooMany", Read(Encoding.UTF8.GetBytes($"BEGIN:VCALENDAR\n{many}END:VCALENDAR")).Refusal);
    }

    [Fact]
    public void Whatever_is_cut_or_changed_in_a_file_is_read_or_refused()
    {
        var whole = Encoding.UTF8.GetBytes(
            Calendar(
                "BEGIN:VEVENT\nUID:1\nSUMMARY:Dag\nDTSTART;TZID=Europe/Amsterdam:20261201T083000\nDURATION:PT3H\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU;UNTIL=20270101T000000Z\nEXDATE:20261208T083000\nEND:VEVENT"
            )
        );
        var chance = new Random(1);
        for (var round = 0; round < 1500; round++)
        {
            var changed = whole.ToArray();
            for (var change = chance.Next(4); change >= 0; change--)
            {
                changed[chance.Next(changed.Length)] = (byte)chance.Next(1, 256);
            }

            Read(changed);
        }
    }

    static CalendarFile Read(string events) => Read(Encoding.UTF8.GetBytes(Calendar(events)));

    static CalendarFile Read(byte[] content) =>
        CalendarFile.Read(content, OpeningHours.Standard(Guid.NewGuid()), "Europe/Amsterdam", Today);

    static string Calendar(string events) =>
        $"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//nl\n{events}\nEND:VCALENDAR".ReplaceLineEndings("\r\n");
}
