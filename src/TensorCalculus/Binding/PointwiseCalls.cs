using TensorCalculus.Functions;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>Tells the known pointwise functions from the arbitrary ones. Some known ones are no entry of the function table,
/// because the algebra says them otherwise.</summary>
internal static class PointwiseCalls
{
    public static bool IsArbitrary(CallSyntax call) =>
        call.Function is not ("sqrt" or "pow" or "where") && FunctionTable.Find(call.Function) is null;
}
