using System.Collections.Immutable;
using System.Diagnostics;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Switching;

namespace ConnectMe.Load;

/// <summary>
/// Working days of a company, on one thread, as fast as they go: everybody has a line up, and at any time a quarter of the people are in calls that ring,
/// are answered, held, resumed, get digits and end. Every input counts, also those that answer effects. Then the same with queues, in each of which a tenth of
/// the people are signed in and five callers wait because none of them is free.
/// </summary>
internal static class SwitchboardLoad
{
    const int Inputs = 400_000;

    public static void Run()
    {
        Console.WriteLine("| people | queues | inputs per second | microseconds per input | bytes per input | effects per input |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var (people, queues) in ((int, int)[])[(20, 0), (200, 0), (1000, 0), (20, 2), (200, 4), (1000, 8)])
        {
            new Company(people, queues, seed: 1).Work(Inputs / 4); // warm
            var company = new Company(people, queues, seed: 2);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            company.Work(Inputs);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / Inputs;
            Console.WriteLine(
                FormattableString.Invariant(
                    $"| {people} | {queues} | {Inputs / seconds:F0} | {seconds * 1e6 / Inputs:F2} | {bytes} | {(double)company.Effects / Inputs:F2} |"
                )
            );
        }
    }

    sealed class Company
    {
        readonly Switchboard _switchboard = new(EmergencyNumbers.Default);
        readonly Random _random;
        readonly Person[] _people;
        readonly LineId[] _lines;
        readonly Queue<SwitchboardInput> _results = new();
        readonly List<(CallId Call, int Caller, int Callee)> _calls = [];
        DateTimeOffset _now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
        int _given;

        public Company(int people, int queues, int seed)
        {
            _random = new Random(seed);
            _people = [.. Enumerable.Range(0, people).Select(i => new Person(new UserId(NewId()), $"Person {i}", $"{1000 + i}", ""))];
            _lines = [.. _people.Select(_ => new LineId(NewId()))];
            Give(new SwitchboardInput.PeopleChanged([.. _people]));
            for (var i = 0; i < people; i++)
            {
                Give(new SwitchboardInput.LineUp(_lines[i], _people[i].Id));
            }

            if (queues > 0)
            {
                Queue(queues);
            }
        }

        /// <summary>All agents are in a status that pauses queues, so that every input finds the same callers waiting.</summary>
        void Queue(int queues)
        {
            var agents = _people.Take(_people.Length / 10).Select(person => person.Id).ToList();
            Give(
                new SwitchboardInput.CallFlowsChanged(
                    agents.ToImmutableDictionary(agent => agent, _ => CallFlow.Standard with { PausesQueues = true })
                )
            );
            Give(
                new SwitchboardInput.QueuesChanged([
                    .. Enumerable
                        .Range(0, queues)
                        .Select(i => new CallQueue(NewId(), $"Queue {i}", $"{300 + i}")
                        {
                            Application = "queue",
                            Agents = [.. agents.Select(agent => new QueueAgent(agent, Skill: 5, IsSignedIn: true))],
                        }),
                ])
            );
            for (var i = 0; i < queues * 5; i++)
            {
                var (call, who) = (new CallId(NewId()), _people.Length - 1 - (i % (_people.Length / 2)));
                Give(new SwitchboardInput.Dial(call, _people[who].Id, _lines[who], $"{300 + (i % queues)}"));
                Give(new SwitchboardInput.ScriptAnswered(call));
            }
        }

        public long Effects { get; private set; }

        public void Work(int inputs)
        {
            _given = 0;
            while (_given < inputs)
            {
                _now += TimeSpan.FromMilliseconds(200);
                while (_results.TryDequeue(out var result))
                {
                    Give(result);
                }
                if (_calls.Count < _people.Length / 8)
                {
                    Place();
                }
                else
                {
                    GoOn();
                }
            }
        }

        void Place()
        {
            var (caller, callee) = (_random.Next(_people.Length), _random.Next(_people.Length));
            if (caller != callee)
            {
                var call = new CallId(NewId());
                Give(new SwitchboardInput.Dial(call, _people[caller].Id, _lines[caller], _people[callee].Extension));
                _calls.Add((call, caller, callee));
            }
        }

        void GoOn()
        {
            var index = _random.Next(_calls.Count);
            var (call, caller, callee) = _calls[index];
            switch (_random.Next(8))
            {
                case 0 or 1:
                    Give(new SwitchboardInput.Answer(call, _people[callee].Id, _lines[callee]));
                    break;
                case 2:
                    Give(new SwitchboardInput.Hold(call, _people[caller].Id));
                    break;
                case 3:
                    Give(new SwitchboardInput.Resume(call, _people[caller].Id));
                    break;
                case 4:
                    Give(new SwitchboardInput.SendDigits(call, _people[caller].Id, "5"));
                    break;
                case 5:
                    Give(new SwitchboardInput.Mute(call, _people[callee].Id, _random.Next(2) == 0));
                    break;
                case 6:
                    Give(new SwitchboardInput.Refuse(call, _people[callee].Id));
                    break;
                default:
                    Give(new SwitchboardInput.HangUp(call, _people[caller].Id));
                    _calls.RemoveAt(index);
                    break;
            }
        }

        void Give(SwitchboardInput input)
        {
            _given++;
            foreach (var effect in _switchboard.Handle(input, _now))
            {
                Effects++;
                if (effect is SwitchboardEffect.RingLeg ring)
                {
                    _results.Enqueue(new SwitchboardInput.LegRinging(ring.Leg));
                }
            }
        }

        Guid NewId()
        {
            Span<byte> bytes = stackalloc byte[16];
            _random.NextBytes(bytes);
            return new Guid(bytes);
        }
    }
}
