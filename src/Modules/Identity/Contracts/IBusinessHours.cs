using ConnectMe.Kernel;

namespace ConnectMe.Identity.Contracts;

/// <summary>Whether a company can be called: by its hours, public holidays and days that were said apart (A11-01). Answers from memory: calls do not wait for the database.</summary>
public interface IBusinessHours
{
    OpenState At(CompanyId company, DateTimeOffset at);

    /// <summary>What holds on a date, as the company's clock counts.</summary>
    BusinessDay On(CompanyId company, DateOnly date);
}

/// <param name="From">Null: closed all day.</param>
/// <param name="Because">The holiday or exception; null on an ordinary day.</param>
public sealed record BusinessDay(DateOnly Date, TimeOnly? From, TimeOnly? Until, string? Because);

/// <param name="Day">What holds on the day of that moment.</param>
/// <param name="ChangesAt">When it closes or opens next, by the company's clock; null: not within a month.</param>
public sealed record OpenState(bool IsOpen, BusinessDay Day, DateTime? ChangesAt);
