using System.Reflection;
using SocketLab.Contracts;
using SocketLab.Core.Definitions;

namespace SocketLab.Web.Tests.Contracts;

/// <summary>The contract stands on Core's ground floors alone, so that a program without sockets or a web server can speak it.</summary>
public sealed class ContractFloorTests
{
    private static readonly string[] Ground = ["Addresses", "Payloads", "Faults", "Journal", "Definitions", "Framing"];

    [Fact]
    public void It_needs_no_ASP_NET() =>
        Assert.DoesNotContain(typeof(SendRequest).Assembly.GetReferencedAssemblies(), assembly =>
            assembly.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
        );

    [Fact]
    public void It_uses_nothing_of_Core_above_the_ground_floors()
    {
        var allowed = Ground.Select(room => $"SocketLab.Core.{room}").ToHashSet(StringComparer.Ordinal);
        var above = typeof(SendRequest)
            .Assembly.GetTypes()
            .SelectMany(Used)
            .Distinct()
            .Where(type => type.Assembly == typeof(EndpointDefinition).Assembly && !allowed.Contains(type.Namespace!));
        Assert.Empty(above);
    }

    /// <summary>The types in a type's members, and those that their records are made of in turn.</summary>
    private static IEnumerable<Type> Used(Type type)
    {
        const BindingFlags all =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetFields(all)
            .Select(field => field.FieldType)
            .Concat(type.GetProperties(all).Select(property => property.PropertyType))
            .Concat(type.GetMethods(all).Select(method => method.ReturnType))
            .Concat(type.GetMethods(all).Cast<MethodBase>().Concat(type.GetConstructors(all)).SelectMany(Named))
            .SelectMany(Parts);
    }

    private static IEnumerable<Type> Named(MethodBase method) =>
        method
            .GetParameters()
            .Select(parameter => parameter.ParameterType)
            .Concat(method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? []);

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? [type, .. type.GetGenericArguments().SelectMany(Parts)]
        : [type];
}
