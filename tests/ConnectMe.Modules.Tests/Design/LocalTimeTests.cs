using System.Globalization;
using ConnectMe.Kernel.Design;
using ConnectMe.Modules.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ConnectMe.Modules.Tests.Design;

public sealed class LocalTimeTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);

    static LocalTime In(string language, bool twelveHours = false)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(language);
        return new ServiceCollection()
            .AddLogging()
            .AddLocalization(o => o.ResourcesPath = "Resources")
            .AddSingleton<TimeProvider>(new FakeTimeProvider(Now))
            .AddSingleton<IReaderTime>(new Netherlands { TwelveHours = twelveHours })
            .AddDesign()
            .BuildServiceProvider()
            .GetRequiredService<LocalTime>();
    }

    [Fact]
    public void A_moment_is_told_in_the_time_of_the_company()
    {
        var winter = In("nl").Clock(Now);
        var summer = In("nl").Clock(new DateTimeOffset(2026, 7, 1, 22, 30, 0, TimeSpan.Zero));

        Assert.Equal("16:00", winter);
        Assert.Equal("00:30", summer);
    }

    [Theory]
    [InlineData("nl", 0, "Vandaag")]
    [InlineData("en", 0, "Today")]
    [InlineData("nl", 17, "Gisteren")] // 23:00 in Amsterdam, the day before
    [InlineData("nl", 16, "Vandaag")] // 00:00
    [InlineData("nl", 72, "za 21 nov")]
    [InlineData("en", 72, "Sat 21 Nov")]
    [InlineData("nl", 24 * 360, "za 29 nov 2025")]
    public void A_day_is_named_as_people_name_it(string language, int hoursAgo, string name) =>
        Assert.Equal(name, In(language).Day(Now.AddHours(-hoursAgo)).Replace(".", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("nl", "Dinsdag 24 november 2026, 16:00")]
    [InlineData("en", "Tuesday 24 November 2026, 16:00")]
    [Spec("M7-06")]
    public void The_open_row_tells_date_and_time_in_full(string language, string text) => Assert.Equal(text, In(language).Full(Now));

    [Theory]
    [InlineData("nl", 0, "4:00 PM", "Dinsdag 24 november 2026, 4:00 PM")]
    [InlineData("en", 9, "7:00 AM", "Tuesday 24 November 2026, 7:00 AM")]
    [InlineData("en", 16, "12:00 AM", "Tuesday 24 November 2026, 12:00 AM")]
    [Spec("M14.4-01")]
    public void Who_reads_twelve_hours_is_told_so_everywhere(string language, int hoursAgo, string clock, string full)
    {
        var times = In(language, twelveHours: true);

        Assert.Equal(clock, times.Clock(Now.AddHours(-hoursAgo)));
        Assert.EndsWith(clock, times.When(Now.AddHours(-hoursAgo)), StringComparison.Ordinal);
        Assert.Equal(full, times.Full(Now.AddHours(-hoursAgo)));
    }

    [Theory]
    [InlineData("nl", 52, "52 s")]
    [InlineData("nl", 60 * 12 + 59, "12 min")]
    [InlineData("nl", 3600 + 5 * 60, "1 u 05")]
    [InlineData("en", 3600 + 5 * 60, "1 h 05")]
    public void A_length_is_as_exact_as_it_is_useful(string language, int seconds, string text) =>
        Assert.Equal(text, In(language).Length(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(257, "04:17")]
    [InlineData(3723, "1:02:03")]
    [InlineData(-1, "00:00")]
    public void A_running_clock_counts_from_nothing(int seconds, string text) =>
        Assert.Equal(text, LocalTime.Running(TimeSpan.FromSeconds(seconds)));
}
