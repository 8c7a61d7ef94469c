using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ConnectMe.Kernel.Design;

/// <summary>
/// A field of a form with its label, hint and refusal: <c>&lt;field for="Input.Name" label="Naam" /&gt;</c>. With content, which must be
/// <c>option</c>s, it is a list to choose from; other attributes go to the input.
/// </summary>
[HtmlTargetElement("field")]
public sealed class FieldTagHelper(AssetUrls assets) : TagHelper
{
    public ModelExpression For { get; set; } = null!;

    public string Label { get; set; } = "";

    /// <summary>Help below the field; empty: none.</summary>
    public string Hint { get; set; } = "";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var name = For.Name;
        var id = TagBuilder.CreateSanitizedId(name, "_");
        ViewContext.ModelState.TryGetValue(name, out var state);
        var refusal = state?.Errors.Count > 0 ? state.Errors[0].ErrorMessage : null;
        var content = await output.GetChildContentAsync();

        var input = new TagBuilder(content.IsEmptyOrWhiteSpace ? "input" : "select");
        foreach (var own in output.Attributes)
        {
            input.MergeAttribute(own.Name, own.Value?.ToString());
        }

        input.AddCssClass("in");
        input.Attributes["id"] = id;
        input.Attributes["name"] = name;
        if (content.IsEmptyOrWhiteSpace)
        {
            input.TagRenderMode = TagRenderMode.SelfClosing;
            if (input.Attributes.TryAdd("type", "text") || input.Attributes["type"] != "password")
            {
                input.Attributes["value"] = state?.AttemptedValue ?? Written(For.Model);
            }
        }
        else
        {
            input.InnerHtml.AppendHtml(content);
        }

        var described = string.Join(' ', new[] { Hint.Length > 0 ? id + "-h" : null, refusal is null ? null : id + "-e" }.OfType<string>());
        if (described.Length > 0)
        {
            input.Attributes["aria-describedby"] = described;
        }

        if (refusal is not null)
        {
            input.Attributes["aria-invalid"] = "true";
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", "fld");
        output.Content.SetHtmlContent(Element("label", "for", id, Label));
        output.Content.AppendHtml(input);
        if (Hint.Length > 0)
        {
            output.Content.AppendHtml(Element("small", "id", id + "-h", Hint));
        }

        if (refusal is not null)
        {
            output.Content.AppendHtml(Refusal(id, refusal));
        }
    }

    TagBuilder Refusal(string id, string text)
    {
        var refusal = new TagBuilder("p");
        refusal.AddCssClass("err");
        refusal.Attributes["id"] = id + "-e";
        refusal.InnerHtml.AppendHtml(
            $"<svg class=\"i i--s\" aria-hidden=\"true\"><use href=\"{assets.Of("icons/sprite.svg")}#triangle-alert\"></use></svg>"
        );
        refusal.InnerHtml.Append(text);
        return refusal;
    }

    static TagBuilder Element(string tag, string attribute, string value, string text)
    {
        var element = new TagBuilder(tag);
        element.Attributes[attribute] = value;
        element.InnerHtml.Append(text);
        return element;
    }

    static string Written(object? value) =>
        value switch
        {
            null => "",
            TimeOnly time => time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
            IFormattable formattable => formattable.ToString(format: null, System.Globalization.CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
}
