using ConnectMe.Recordings.Domain;

namespace ConnectMe.Recordings.Features;

/// <summary>A recording in a list, for whoever sees it there.</summary>
/// <param name="Owner">Whose it is; empty in one's own list.</param>
/// <param name="Reviews">What others thought of it, by their names.</param>
internal sealed record ShownRecording(Recording Recording, string Owner, IReadOnlyList<ShownReview> Reviews)
{
    public bool IsOwn { get; init; }

    /// <summary>Of who sees it here; null: they gave none, or it is their own.</summary>
    public RecordingRating? Mine { get; init; }

    public bool IsOpen { get; init; }

    public static ShownRecording OfOwn(Recording recording, IReadOnlyDictionary<Guid, string> names, bool isOpen) =>
        new(recording, "", ReviewsOf(recording, names, but: recording.OwnerId)) { IsOwn = true, IsOpen = isOpen };

    public static ShownRecording OfOther(Recording recording, IReadOnlyDictionary<Guid, string> names, Guid reader) =>
        new(recording, names.GetValueOrDefault(recording.OwnerId, ""), ReviewsOf(recording, names, but: reader))
        {
            Mine = recording.Ratings.FirstOrDefault(rating => rating.By == reader),
        };

    static IReadOnlyList<ShownReview> ReviewsOf(Recording recording, IReadOnlyDictionary<Guid, string> names, Guid but) =>
        [
            .. recording
                .Ratings.Where(rating => rating.By != but)
                .Select(rating => new ShownReview(names.GetValueOrDefault(rating.By, ""), rating.Stars, rating.Remark)),
        ];
}

/// <param name="By">Empty: somebody who is no longer there.</param>
internal sealed record ShownReview(string By, int Stars, string Remark);
