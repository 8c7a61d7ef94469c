using ConnectMe.Kernel;
using ConnectMe.Telephony.Domain;

namespace ConnectMe.Telephony.Switching;

/// <summary>What belongs to one call in the eyes of people: the calls that were handed on one after another, or became a conference, for the call log to show as one (B4).</summary>
internal sealed partial class Switchboard
{
    /// <summary>By the first call of each.</summary>
    readonly Dictionary<CallId, Story> _stories = [];

    /// <summary>A call has ended: it begins a story when it goes on in others, and may be a part that nobody answered.</summary>
    void Tell(Call call, CallOutcome outcome)
    {
        if (outcome.GoesOn() && call.Root == call.Id)
        {
            TellPart(call);
        }
        else if (!outcome.GoesOn() && !call.WasAnswered && call.Conference is null && _stories.TryGetValue(call.Root, out var story))
        {
            story.Unanswered.Add(call.Id);
        }
    }

    /// <summary>Others will belong to this call, which goes on itself.</summary>
    void BeginStory(Call call)
    {
        if (!_stories.ContainsKey(call.Root))
        {
            TellPart(call);
        }
    }

    /// <summary>The first call of a story, or one that has just begun.</summary>
    void TellPart(Call call)
    {
        if (!_stories.TryGetValue(call.Root, out var story))
        {
            _stories.Add(call.Root, story = new Story());
        }

        story.Parts.Add(new StoryPart(call.Id, call.Caller.RecordedUser, call.Callee.RecordedUser));
    }

    /// <summary>This user's call log has the story already.</summary>
    bool Continues(CallId root, UserId? user) => user is not null && _stories.TryGetValue(root, out var story) && story.Knows(user);

    /// <summary>Whoever asked for help first was helped: those before who did not answer have missed nothing.</summary>
    void TellAnswered(Call call, DateTimeOffset now)
    {
        if (call.Conference is null && _stories.TryGetValue(call.Root, out var story))
        {
            foreach (var part in story.Unanswered)
            {
                Record(new CallLaterAnswered(part.Value, now));
            }

            story.Unanswered.Clear();
        }
    }

    /// <summary>The call in which somebody was asked first turns out to be part of the one that waited.</summary>
    void Fold(Call asked, CallId root, DateTimeOffset now)
    {
        if (asked.Root == root || !_stories.Remove(asked.Root, out var folded) || !_stories.TryGetValue(root, out var story))
        {
            return;
        }

        foreach (var part in folded.Parts)
        {
            Record(new CallFolded(part.Call.Value, now, root.Value, OrNull(story.Knows(part.Caller)), OrNull(story.Knows(part.Callee))));
            story.Parts.Add(part);
        }

        story.Unanswered.AddRange(folded.Unanswered);
    }

    /// <summary>Of stories whose last call is over nothing more will be told.</summary>
    void ForgetStories(CallId but)
    {
        foreach (var root in _stories.Keys.Where(root => root != but && _calls.Values.All(call => call.Root != root)).ToList())
        {
            _stories.Remove(root);
        }
    }

    static bool? OrNull(bool it) => it ? true : null;

    /// <summary>Null when the call is the whole story.</summary>
    StorySnapshot? SnapshotOf(CallId root) => _stories.TryGetValue(root, out var story) ? new StorySnapshot([.. story.Parts]) : null;

    /// <summary>Several calls of one story may come: the one that knows most counts.</summary>
    void TakeUp(CallId root, StorySnapshot? kept)
    {
        if (kept is null || (_stories.TryGetValue(root, out var known) && known.Parts.Count >= kept.Parts.Length))
        {
            return;
        }

        var story = new Story();
        story.Parts.AddRange(kept.Parts);
        _stories[root] = story;
    }

    sealed class Story
    {
        public List<StoryPart> Parts { get; } = [];

        /// <summary>That nobody answered, and that nobody was helped after.</summary>
        public List<CallId> Unanswered { get; } = [];

        public bool Knows(UserId? user) => user is not null && Parts.Exists(part => part.Caller == user || part.Callee == user);
    }
}
