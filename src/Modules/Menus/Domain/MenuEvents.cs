namespace ConnectMe.Menus.Domain;

/// <param name="MenusId">Of all menus and time conditions of the company.</param>
public sealed record MenuAdded(Guid MenusId, Guid CompanyId, Menu Menu);

public sealed record MenuChanged(Guid MenusId, Menu Menu);

public sealed record MenuRemoved(Guid MenusId, Guid MenuId);

public sealed record TimeConditionAdded(Guid MenusId, Guid CompanyId, TimeCondition Condition);

public sealed record TimeConditionChanged(Guid MenusId, TimeCondition Condition);

public sealed record TimeConditionRemoved(Guid MenusId, Guid ConditionId);

/// <summary>Somebody turned a night switch.</summary>
public sealed record NightSwitched(Guid MenusId, Guid ConditionId, bool IsOn);
