namespace ConnectMe.Queues.Domain;

/// <summary>Somebody who can sign in to a queue.</summary>
/// <param name="Skill">1 to 10; the highest first, where the queue goes by it.</param>
public sealed record QueueMember(Guid PersonId, int Skill)
{
    public const int LowestSkill = 1;

    public const int HighestSkill = 10;
}
