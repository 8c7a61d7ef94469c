using ConnectMe.Chat.Domain;
using ConnectMe.Identity.Contracts;

namespace ConnectMe.Chat.Features;

/// <summary>The fields of a group (M11.3-02, -03).</summary>
internal sealed record GroupFields
{
    public const int LongestName = 80;
    public const int MostMembers = 100;

    /// <summary>Empty: it is called by its members.</summary>
    public string? Name { get; init; }

    /// <summary>Who is in it besides the user.</summary>
    public Guid[] Members { get; init; } = [];
}

/// <summary>The form of a group, new or not.</summary>
/// <param name="Colleagues">Who can be chosen.</param>
internal sealed record GroupForm(GroupFields Input, IReadOnlyList<Person> Colleagues)
{
    /// <summary>Null: it is made.</summary>
    public Conversation? Group { get; init; }

    /// <summary>Who stays in it whatever is ticked: taking others out is for who made the group.</summary>
    public IReadOnlyList<Person> Staying { get; init; } = [];

    public string Title { get; init; } = "";

    public string Address => Group is { } group ? $"/chat/{group.Id}/group" : "/chat/new-group";
}
