using System.Diagnostics;
using System.Globalization;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Recordings;
using ConnectMe.Telephony.Switching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ConnectMe.Modules.Tests.Recordings;

/// <summary>Recordings lie on a disk of their own, and it is full.</summary>
public sealed class FullDiskTests(FullDiskTests.FullHost host) : IClassFixture<FullDiskTests.FullHost>
{
    readonly Administrator _anna = new(host);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("R9")]
    public async Task The_call_goes_on_the_administrator_is_told_within_ten_seconds_and_a_new_recording_is_refused()
    {
        await using var server = await MailServer.Start();
        await SetAlarmMail(server.Port);
        var (anna, bram, call) = (Recorder.Person("201"), Recorder.Person("202"), new CallId(Guid.CreateVersion7()));
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISwitchboardGrain>(Recorder.Company.ToString());
        var (here, there) = (new LineId(Guid.NewGuid()), new LineId(Guid.NewGuid()));
        await grain.Post(new SwitchboardInput.LineUp(here, anna));
        await grain.Post(new SwitchboardInput.LineUp(there, bram));
        await grain.Post(new SwitchboardInput.Dial(call, anna, here, "202"));
        await grain.Post(new SwitchboardInput.Answer(call, bram, there));
        var began = Stopwatch.GetTimestamp();
        await grain.Post(new SwitchboardInput.StartRecording(call, anna, new RecordingId(Guid.CreateVersion7()), Room: 1_000_000));
        Assert.NotNull(View(await grain.CallsOf(anna), call).Recording);

        await Eventually.Is(async () => View(await grain.CallsOf(anna), call).Recording is null);
        await server.Mail("De schijf is vol");

        var told = Stopwatch.GetElapsedTime(began);
        TestContext.Current.TestOutputHelper?.WriteLine($"told after {told.TotalSeconds:0.0} s");
        Assert.InRange(told.TotalSeconds, 0, 10);
        Assert.Equal(CallState.Active, View(await grain.CallsOf(anna), call).State);
        Assert.Contains("De schijf is vol", (await _anna.Open("/admin/recordings")).Text("main .ban"), StringComparison.Ordinal);

        var widget = await _anna.Do($"/calls/{call.Value}/record", ("line", ""));
        Assert.Contains("De schijf van de server is vol", widget.Text("#notice"), StringComparison.Ordinal);
        Assert.NotNull(widget.Document.QuerySelector($"#record-{call.Value}"));
        Assert.Null(widget.Document.QuerySelector(".rec"));
        await grain.Post(new SwitchboardInput.HangUp(call, anna));
    }

    static CallView View(CallsView calls, CallId call) => calls.Calls.Single(view => view.Id == call);

    async Task SetAlarmMail(int port)
    {
        await _anna.Do(
            "/admin/mail",
            ("Input.Host", "127.0.0.1"),
            ("Input.Port", port.ToString(CultureInfo.InvariantCulture)),
            ("Input.Security", "None"),
            ("Input.Sender", "pbx@garagehofstra.example"),
            ("Input.Language", "nl")
        );
        await _anna.Do(
            "/admin/dialling",
            ("Input.CostClasses", "Fixed"),
            ("Input.ConcurrentCalls", "5"),
            ("Input.CallsPerHour", "50"),
            ("Input.CallsPerPersonPerHour", "10"),
            ("Input.CallsPerDay", "100"),
            ("Input.MinutesAbroadPerDay", "30"),
            ("Input.PeopleInConference", "12"),
            ("Input.LockFrom", "22:00"),
            ("Input.LockUntil", "07:00"),
            ("Input.AlarmMail", "wacht@garagehofstra.example")
        );
    }

    public sealed class FullHost : ConnectMeHost
    {
        readonly SmallDisk _disk = new(kilobytes: 16);

        public FullHost(PostgresFixture postgres)
            : base(postgres)
        {
            using var filler = File.Create(Path.Combine(_disk.Path, "filler"));
            filler.Write(new byte[16 * 1024]);
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            _disk.Dispose();
        }

        protected override void Configure(IServiceCollection services) =>
            services.Replace(ServiceDescriptor.Singleton(new RecordingsSettings { Folder = _disk.Path, MinimumFreeMegabytes = 0 }));
    }
}
