using System.Collections.Immutable;
using System.Net;
using System.Reflection;
using System.Security.Claims;
using ConnectMe.Contacts.Contracts;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Media;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Telephony;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.Switching;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Http = Microsoft.AspNetCore.Http;

namespace ConnectMe.Modules.Tests.Telephony;

public sealed class SwitchboardGrainTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    static readonly CompanyId Company = new(DemoCompany.Id);
    static readonly UserId Anna = UserOf("201");
    static readonly UserId Bram = UserOf("202");
    readonly LineId _line = new(Guid.NewGuid());

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    ISwitchboardGrain Grain => host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISwitchboardGrain>(Company.ToString());

    [Fact]
    [Spec("M1.1-20", "M7-01")]
    public async Task A_call_goes_through_the_grain_the_journal_and_the_database_into_the_log()
    {
        using var anna = host.Services.GetRequiredService<LiveUpdates>().Subscribe(Company, Anna);
        var call = new CallId(Guid.CreateVersion7());
        await Grain.Post(new SwitchboardInput.LineUp(_line, Anna));
        await Grain.Post(new SwitchboardInput.Dial(call, Anna, _line, "2-0-2"));

        Assert.True(
            (await Grain.CallsOf(Anna)).Calls.Single(view => view.Id == call)
                is { State: CallState.Ended, Outcome: CallOutcome.Unreachable, OtherName: "Bram Hofstra" }
        );
        await Told(anna, "call-log");
        await using var session = host.Services.GetRequiredService<IDocumentStore>().QueryFor(Company);
        var record = await session.LoadAsync<CallRecord>(call.Value, Ct);
        Assert.True(record!.IsMissedBy(Bram.Value));
        await Grain.Post(new SwitchboardInput.LineDown(_line, Anna, SignedOut: true));
    }

    [Fact]
    public async Task A_deadline_comes_by_itself()
    {
        using var anna = host.Services.GetRequiredService<LiveUpdates>().Subscribe(Company, Anna);
        var call = new CallId(Guid.CreateVersion7());
        await Grain.Post(new SwitchboardInput.Dial(call, Anna, _line, "112"));
        Assert.Equal(NoticeCause.EmergencyNumber, (await Grain.CallsOf(Anna)).Notice!.Cause);

        await Told(anna, "calls");
        await Told(anna, "calls");

        Assert.Null((await Grain.CallsOf(Anna)).Notice);
    }

    [Fact]
    public async Task An_input_that_fails_costs_nothing_but_itself()
    {
        await Grain.Post(new SwitchboardInput.Dial(new CallId(Guid.NewGuid()), Anna, _line, null!));
        await Grain.Post(new SwitchboardInput.LineUp(_line, Anna));

        Assert.Contains(_line, (await Grain.CallsOf(Anna)).LinesUp);
        await Grain.Post(new SwitchboardInput.LineDown(_line, Anna, SignedOut: true));
    }

    [Fact]
    public void Every_input_and_view_travels_between_silos_unchanged()
    {
        var serializer = host.Services.GetRequiredService<Orleans.Serialization.Serializer>();
        var call = new CallId(Guid.NewGuid());
        SwitchboardInput[] inputs =
        [
            new SwitchboardInput.LineUp(_line, Anna),
            new SwitchboardInput.LineDown(_line, Anna, SignedOut: true),
            new SwitchboardInput.JournalChanged(Full: true),
            new SwitchboardInput.Dial(call, Anna, _line, "202"),
            new SwitchboardInput.Dial(call, Anna, _line, "0201234567", new CallerIdChoice(call.Value)),
            new SwitchboardInput.Answer(call, Anna, _line),
            new SwitchboardInput.Refuse(call, Anna),
            new SwitchboardInput.HangUp(call, Anna),
            new SwitchboardInput.Hold(call, Anna),
            new SwitchboardInput.Resume(call, Anna),
            new SwitchboardInput.TransferCall(call, Anna, "202", new CallId(Guid.NewGuid()), new CallId(Guid.NewGuid())),
            new SwitchboardInput.Consult(call, Anna, _line, "202", new CallId(Guid.NewGuid())),
            new SwitchboardInput.ConnectCalls(call, Anna, new CallId(Guid.NewGuid()), new CallId(Guid.NewGuid())),
            new SwitchboardInput.TakeBack(call, Anna),
            new SwitchboardInput.Park(call, Anna, new CallId(Guid.NewGuid()), new CallId(Guid.NewGuid())),
            new SwitchboardInput.TakeCall(call, Anna, _line, new CallId(Guid.NewGuid())),
            new SwitchboardInput.MoveCall(call, Anna, new Endpoint.Browser(_line)),
            new SwitchboardInput.MoveToMobile(call, Anna),
            new SwitchboardInput.StopMoving(call, Anna),
            new SwitchboardInput.StartRecording(call, Anna, new RecordingId(call.Value), Room: 10_000_000),
            new SwitchboardInput.StopRecording(call, Anna),
            new SwitchboardInput.PauseRecording(call, Anna, On: true),
            new SwitchboardInput.KeepRecording(call, Anna, IsKept: false),
            new SwitchboardInput.RefuseRecording(Anna, RecordingFault.DiskFull),
            new SwitchboardInput.RecordingEnded(new RecordingId(call.Value), RecordingFault.NoRoomLeft),
            new SwitchboardInput.Woken(call, Anna, Reached: true),
            new SwitchboardInput.BlockCaller(call, Anna),
            new SwitchboardInput.NoteCall(call, Anna, "Asks for a quotation"),
            new SwitchboardInput.LegTransferred(
                new LegId(call, 3),
                new Endpoint.Phone(new DeviceId(call.Value), Anna),
                "202",
                new CallId(Guid.NewGuid()),
                new CallId(Guid.NewGuid())
            ),
            new SwitchboardInput.LegsConnected(
                new LegId(call, 3),
                new Endpoint.Phone(new DeviceId(call.Value), Anna),
                new LegId(call, 4),
                new CallId(Guid.NewGuid()),
                new CallId(Guid.NewGuid())
            ),
            new SwitchboardInput.LegReplaced(call, new Endpoint.Phone(new DeviceId(call.Value), Anna), new LegId(call, 3)),
            new SwitchboardInput.Mute(call, Anna, On: true),
            new SwitchboardInput.SendDigits(call, Anna, "1#"),
            new SwitchboardInput.LegRinging(new LegId(call, 3)),
            new SwitchboardInput.LegTrying(new LegId(call, 3)),
            new SwitchboardInput.LegProgress(new LegId(call, 3)),
            new SwitchboardInput.LegAnswered(new LegId(call, 3)),
            new SwitchboardInput.LegFailed(new LegId(call, 3), LegCause.Busy, 486),
            new SwitchboardInput.LegEnded(new LegId(call, 3), LegCause.Lost),
            new SwitchboardInput.LegHeld(new LegId(call, 3)),
            new SwitchboardInput.LegResumed(new LegId(call, 3)),
            new SwitchboardInput.DeviceUp(new DeviceId(call.Value), Anna),
            new SwitchboardInput.DeviceDown(new DeviceId(call.Value)),
            new SwitchboardInput.DeviceRevoked(new DeviceId(call.Value)),
            new SwitchboardInput.TrunkUp(new TrunkId(call.Value)),
            new SwitchboardInput.TrunkDown(new TrunkId(call.Value)),
            new SwitchboardInput.SipDialled(call, new Endpoint.Phone(new DeviceId(call.Value), Anna), "", Anonymous: true, "202"),
            new SwitchboardInput.SipDialled(
                call,
                new Endpoint.Trunk(new TrunkId(call.Value), "+31201234567"),
                "Jan",
                false,
                "+31205550142"
            ),
            new SwitchboardInput.DigitReceived(_line.Media, '*'),
            new SwitchboardInput.MediaLost(_line.Media),
            new SwitchboardInput.SoundChanged(_line.Media, new LegSound(2, SoundTrouble.Slow)),
            new SwitchboardInput.Invite(
                call,
                Anna,
                "203",
                new CallId(Guid.NewGuid()),
                new CallId(Guid.NewGuid()),
                new CallId(Guid.NewGuid())
            ),
            new SwitchboardInput.MuteMember(call, Anna, new CallId(Guid.NewGuid()), On: true),
            new SwitchboardInput.RemoveMember(call, Anna, new CallId(Guid.NewGuid())),
            new SwitchboardInput.EndConference(call, Anna),
            new SwitchboardInput.Supervise(call, Anna, _line, "202", SupervisionMode.Whisper),
            new SwitchboardInput.ChangeSupervision(call, Anna, SupervisionMode.Barge),
            new SwitchboardInput.TakeOver(call, Anna, new CallId(Guid.NewGuid())),
            new SwitchboardInput.SpeakerChanged(new MixId(call.Value), _line.Media),
            new SwitchboardInput.SpeakerChanged(new MixId(call.Value), Speaker: null),
            new SwitchboardInput.ScriptAnswered(call),
            new SwitchboardInput.ClipPlayed(call, new ClipId(call.Value)),
            new SwitchboardInput.ScriptRecords(call, new RecordingId(call.Value)),
            new SwitchboardInput.ScriptRecords(call, Recording: null),
            new SwitchboardInput.ScriptHungUp(call),
            new SwitchboardInput.ScriptSendsOn(call, new CallTarget(CallTargetKind.Colleague, PersonId: call.Value)),
            new SwitchboardInput.ScriptSendsOn(
                call,
                new CallTarget(CallTargetKind.Application, Application: "menu", DestinationId: call.Value),
                Anna
            ),
            new SwitchboardInput.DrainBegan(),
            new SwitchboardInput.DrainOver(),
            new SwitchboardInput.LegRevived(new LegId(call, 3)),
            new SwitchboardInput.Deadline(),
        ];

        Assert.All(inputs, input => Assert.Equal(input, Travel(serializer, input)));
        var people = new SwitchboardInput.PeopleChanged([
            new(Anna, "Anna de Vries", "201", "Receptie") { Email = "anna@garagehofstra.example" },
        ]);
        Assert.Equal(people.People, ((SwitchboardInput.PeopleChanged)Travel(serializer, people)).People);
        var screening = new Screening(
            RejectsAnonymous: true,
            OnlyContacts: true,
            new HashSet<string> { "+31301" },
            new HashSet<string> { "+31302" }
        );
        var flow = new CallFlow(
            new CallTreatment(
                RungDevices.Softphone | RungDevices.Mobile,
                20,
                InTurn: true,
                new CallTarget(CallTargetKind.Number, "0301234567")
            ),
            CallTreatment.Standard
        )
        {
            ForwardAll = new CallTarget(CallTargetKind.Colleague, PersonId: Bram.Value, Application: "voicemail"),
        };
        var flows = new SwitchboardInput.CallFlowsChanged(ImmutableDictionary<UserId, CallFlow>.Empty.Add(Anna, flow));
        Assert.Equal(flow, ((SwitchboardInput.CallFlowsChanged)Travel(serializer, flows)).Flows[Anna]);
        var plays = new SwitchboardInput.ScriptPlays(call, [new ClipId(call.Value)]);
        Assert.Equal(plays.Clips, ((SwitchboardInput.ScriptPlays)Travel(serializer, plays)).Clips);
        var applications = new SwitchboardInput.ApplicationsChanged([
            new KnownApplication("voicemail", [Anna], ["1233"], [call.Value])
            {
                Destinations = [new KnownDestination(call.Value, "Main", "350")],
            },
        ]);
        var arrivedApplication = Assert.Single(((SwitchboardInput.ApplicationsChanged)Travel(serializer, applications)).Applications);
        Assert.Equal(("voicemail", Anna, "1233"), Parts(arrivedApplication));
        Assert.Equal([new KnownDestination(call.Value, "Main", "350")], arrivedApplication.Destinations);
        var queue = new CallQueue(call.Value, "Workshop", "300")
        {
            Application = "queue",
            Agents = [new QueueAgent(Anna, 7, IsSignedIn: true, IsPaused: true)],
            Supervisors = [Bram],
            LongestWait = TimeSpan.FromMinutes(3),
            Overflow = new CallTarget(CallTargetKind.Number, "301"),
        };
        var queues = new SwitchboardInput.QueuesChanged([queue]);
        var arrivedQueue = Assert.Single(((SwitchboardInput.QueuesChanged)Travel(serializer, queues)).Queues);
        Assert.Equal(queue.Agents, arrivedQueue.Agents);
        Assert.Equal(queue.Supervisors, arrivedQueue.Supervisors);
        Assert.Equal(queue with { Agents = [], Supervisors = [] }, arrivedQueue with { Agents = [], Supervisors = [] });
        var live = new LiveQueues(
            [
                new LiveQueue(
                    call.Value,
                    [new WaitingCall(call.Value, "Jan", "030 123 4567", "+31301234567", IsOutside: true, PaperCalls.Monday, [Anna])],
                    [new LiveAgent(Anna, AgentState.WrapUp, PaperCalls.Monday)]
                ),
            ],
            PaperCalls.Monday
        );
        var arrivedLive = Assert.Single(serializer.Deserialize<LiveQueues>(serializer.SerializeToArray(live))!.Queues);
        Assert.Equal(live.Queues[0].Agents, arrivedLive.Agents);
        Assert.Equal([Anna], Assert.Single(arrivedLive.Waiting).RingsAt);
        var screenings = new SwitchboardInput.ScreeningsChanged(ImmutableDictionary<UserId, Screening>.Empty.Add(Anna, screening));
        var arrivedScreening = ((SwitchboardInput.ScreeningsChanged)Travel(serializer, screenings)).Screenings[Anna];
        Assert.Equal((true, true, "+31301", "+31302"), Parts(arrivedScreening));
        var remembered = new SwitchboardInput.CallsRemembered([
            new(call, Anna, "+4930123456", PaperCalls.Monday, AnsweredAt: null, PaperCalls.Monday.AddMinutes(1)),
        ]);
        Assert.Equal(remembered.Calls, ((SwitchboardInput.CallsRemembered)Travel(serializer, remembered)).Calls);
        var kept = KeptCallsTests.AnnaTalksAbroad(call, _line);
        var survived = new SwitchboardInput.CallsSurvived([kept]);
        Assert.Equal(survived.Calls, ((SwitchboardInput.CallsSurvived)Travel(serializer, survived)).Calls);
        var set = new SwitchboardInput.ConfigurationChanged(
            new TelephonyConfiguration(
                Company.Value,
                "NL",
                "Europe/Amsterdam",
                [],
                [],
                [new(call.Value, new PhoneNumber("020 5550100", "+31205550100"), "Receptie", NumberKind.Main, Anna.Value, Permitted.All)],
                CallerIdRules.Standard,
                new Dictionary<Guid, CallerIdChoice> { [Anna.Value] = CallerIdChoice.Anonymous },
                DialPermissions.Standard
            )
        );
        var arrivedSet = ((SwitchboardInput.ConfigurationChanged)Travel(serializer, set)).Configuration;
        Assert.Equal("Receptie", arrivedSet.NumberOf("+31205550100")!.Label);
        Assert.True(arrivedSet.Numbers[0].Shown.Everyone);
        Assert.Equal(set.Configuration.Choices, arrivedSet.Choices);
        var view = new CallView(
            call,
            CallState.Ended,
            true,
            Bram,
            "Bram",
            "202",
            _line,
            default,
            null,
            true,
            false,
            true,
            CallOutcome.Busy,
            DeviceKind.Phone,
            OtherIsOutside: true,
            "Voorbeeld Telecom",
            Sound: new LegSound(1, SoundTrouble.LostGoing),
            Recall: new RecallView("", "700", CallOutcome.NoAnswer, WasParked: true)
        )
        {
            ParkedBy = "Anna",
            CanBeParked = true,
            CanBeRecorded = true,
            Recording = new RecordingView(PaperCalls.Monday, TimeSpan.FromMinutes(5))
            {
                IsExtended = true,
                IsAutomatic = true,
                IsPaused = true,
                IsKept = false,
            },
            OtherAddress = "+31301234567",
            Contact = new KnownContact(call.Value, "Jan", "Bakkerij", "jan@bakkerij.example", IsVip: true),
            OtherEmail = "jan@bakkerij.example",
            Application = "voicemail",
            Moving = new OwnDevice(new Endpoint.Phone(new DeviceId(call.Value), Anna), "Balie"),
        };
        var takeable = new TakeableCallsView(
            MayPark: true,
            MayPickUp: false,
            [new TakeableCall(call, "Jan", "030 123 4567", IsOutside: true, "700", "Anna", PaperCalls.Monday)]
        );
        Assert.Equal(takeable.Calls, serializer.Deserialize<TakeableCallsView>(serializer.SerializeToArray(takeable))!.Calls);
        var calls = new CallsView([view], [_line], new Notice(NoticeCause.EmergencyNumber, "112", PaperCalls.Monday));
        var arrived = serializer.Deserialize<CallsView>(serializer.SerializeToArray(calls))!;
        Assert.Equal([view], arrived.Calls);
        Assert.Equal(calls.LinesUp, arrived.LinesUp);
        Assert.Equal(calls.Notice, arrived.Notice);
        var conference = new ConferenceView(
            [new(call, "Bram", "202", MemberState.Held, Muted: true, IsSpeaking: true, IsOutside: false)],
            16,
            IsSpeaking: true
        );
        var arrivedConference = serializer.Deserialize<ConferenceView>(serializer.SerializeToArray(conference))!;
        Assert.Equal(conference.Members, arrivedConference.Members);
        Assert.Equal((16, true), (arrivedConference.Most, arrivedConference.IsSpeaking));
        Assert.Equal(
            typeof(SwitchboardInput)
                .GetNestedTypes(BindingFlags.NonPublic)
                .Where(type => type.IsSubclassOf(typeof(SwitchboardInput)) && !type.IsAbstract)
                .ToHashSet(),
            [
                .. inputs
                    .Append(people)
                    .Append(plays)
                    .Append(applications)
                    .Append(remembered)
                    .Append(survived)
                    .Append(set)
                    .Append(screenings)
                    .Append(flows)
                    .Append(queues)
                    .Select(input => input.GetType()),
            ]
        );
    }

    [Fact]
    public void Every_command_of_telephony_has_a_handler_and_a_validator()
    {
        using var scope = host.Services.CreateScope();
        var signedIn = new ClaimsPrincipal(new ClaimsIdentity([new Claim("company", Company.ToString())]));
        scope.ServiceProvider.GetRequiredService<Http.IHttpContextAccessor>().HttpContext = new Http.DefaultHttpContext { User = signedIn };
        var commands = typeof(TelephonyModule).Assembly.GetTypes().Where(type => type.Name == "Command").ToList();

        Assert.NotEmpty(commands);
        Assert.All(
            commands,
            command =>
            {
                Assert.NotNull(scope.ServiceProvider.GetService(typeof(IHandle<>).MakeGenericType(command)));
                Assert.NotNull(scope.ServiceProvider.GetService(typeof(FluentValidation.IValidator<>).MakeGenericType(command)));
            }
        );
    }

    [Fact]
    public async Task Call_actions_are_for_who_is_signed_in()
    {
        var answer = await host.NewBrowser().Post("/calls/dial", []);

        Assert.NotEqual(HttpStatusCode.OK, answer.Status);
    }

    static (bool, bool, string, string) Parts(Screening screening) =>
        (screening.RejectsAnonymous, screening.OnlyContacts, screening.Blocked.Single(), screening.Known.Single());

    static (string, UserId, string) Parts(KnownApplication application) =>
        (application.Name, application.People.Single(), application.Codes.Single());

    static SwitchboardInput Travel(Orleans.Serialization.Serializer serializer, SwitchboardInput input) =>
        serializer.Deserialize<SwitchboardInput>(serializer.SerializeToArray(input))!;

    static async Task Told(LiveSubscription subscription, string topic)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (!(await subscription.Next(TimeSpan.FromSeconds(20), patience.Token)).Contains(topic)) { }
    }

    static UserId UserOf(string extension) => new(DemoCompany.People.Single(person => person.Extension == extension).UserId);
}
