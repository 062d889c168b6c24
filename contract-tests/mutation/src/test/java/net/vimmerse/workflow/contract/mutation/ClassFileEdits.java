package net.vimmerse.workflow.contract.mutation;

import java.util.function.UnaryOperator;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Edits of class files. */
final class ClassFileEdits {
  private static final int API = Opcodes.ASM9;

  private ClassFileEdits() {}

  /** Replaces a string constant wherever code loads it. */
  static UnaryOperator<byte[]> text(String from, String to) {
    return bytes -> rewrite(bytes, writer -> new Texts(writer, from, to));
  }

  /** Replaces a value or the type of the annotations of one method and its parameters. */
  static UnaryOperator<byte[]> annotation(String method, String from, String to) {
    return bytes -> rewrite(bytes, writer -> new Annotations(writer, method, from, to));
  }

  /** Removes the call of a static method that follows the loading of a string constant. */
  static UnaryOperator<byte[]> withoutCall(String text, String method) {
    return bytes -> rewrite(bytes, writer -> new WithoutCall(writer, text, method));
  }

  private static byte[] rewrite(byte[] bytes, UnaryOperator<ClassVisitor> edit) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(bytes).accept(edit.apply(writer), 0);
    return writer.toByteArray();
  }

  private static final class Texts extends ClassVisitor {
    private final String from;
    private final String to;

    Texts(ClassVisitor next, String from, String to) {
      super(API, next);
      this.from = from;
      this.to = to;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new MethodVisitor(API, next) {
        @Override
        public void visitLdcInsn(Object value) {
          super.visitLdcInsn(value.equals(from) ? to : value);
        }
      };
    }
  }

  private static final class Annotations extends ClassVisitor {
    private final String method;
    private final String from;
    private final String to;

    Annotations(ClassVisitor next, String method, String from, String to) {
      super(API, next);
      this.method = method;
      this.from = from;
      this.to = to;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return !name.equals(method)
          ? next
          : new MethodVisitor(API, next) {
            @Override
            public AnnotationVisitor visitAnnotation(String type, boolean visible) {
              return values(super.visitAnnotation(exchanged(type), visible));
            }

            @Override
            public AnnotationVisitor visitParameterAnnotation(
                int parameter, String type, boolean visible) {
              return values(super.visitParameterAnnotation(parameter, type, visible));
            }
          };
    }

    private AnnotationVisitor values(AnnotationVisitor next) {
      return new AnnotationVisitor(API, next) {
        @Override
        public void visit(String name, Object value) {
          super.visit(name, value instanceof String text ? exchanged(text) : value);
        }
      };
    }

    private String exchanged(String text) {
      return text.equals(from) ? to : text;
    }
  }

  private static final class WithoutCall extends ClassVisitor {
    private final String text;
    private final String method;

    WithoutCall(ClassVisitor next, String text, String method) {
      super(API, next);
      this.text = text;
      this.method = method;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new MethodVisitor(API, next) {
        private boolean loaded;

        @Override
        public void visitLdcInsn(Object value) {
          loaded |= value.equals(text);
          super.visitLdcInsn(value);
        }

        @Override
        public void visitMethodInsn(
            int opcode, String owner, String arrived, String type, boolean isInterface) {
          if (!loaded || !arrived.equals(method) || opcode != Opcodes.INVOKESTATIC) {
            super.visitMethodInsn(opcode, owner, arrived, type, isInterface);
            return;
          }
          loaded = false;
          Type[] arguments = Type.getArgumentTypes(type);
          for (int i = arguments.length - 1; i >= 0; i--) {
            super.visitInsn(arguments[i].getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
          }
        }
      };
    }
  }
}
