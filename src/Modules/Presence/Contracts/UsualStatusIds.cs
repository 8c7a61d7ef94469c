namespace ConnectMe.Presence.Contracts;

/// <summary>Of the statuses that every company has until it changes one: the same everywhere.</summary>
public static class UsualStatusIds
{
    public static readonly Guid Available = new("5a7a7000-0000-8000-8000-000000000001");
    public static readonly Guid InMeeting = new("5a7a7000-0000-8000-8000-000000000002");
    public static readonly Guid Lunch = new("5a7a7000-0000-8000-8000-000000000003");
    public static readonly Guid FromHome = new("5a7a7000-0000-8000-8000-000000000004");
    public static readonly Guid Away = new("5a7a7000-0000-8000-8000-000000000005");
    public static readonly Guid NotAvailable = new("5a7a7000-0000-8000-8000-000000000006");
    public static readonly Guid Holiday = new("5a7a7000-0000-8000-8000-000000000007");
    public static readonly Guid DoNotDisturb = new("5a7a7000-0000-8000-8000-000000000008");
}
